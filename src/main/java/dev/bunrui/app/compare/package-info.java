/** The comparison page: which runs can be told apart, the five tables, and the sweeps. */
@NullMarked
package dev.bunrui.app.compare;

import org.jspecify.annotations.NullMarked;
