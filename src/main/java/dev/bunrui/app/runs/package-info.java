/** All runs: the table, the details of one, and what can be done with it. */
@NullMarked
package dev.bunrui.app.runs;

import org.jspecify.annotations.NullMarked;
