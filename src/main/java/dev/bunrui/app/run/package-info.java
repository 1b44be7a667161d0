/** What all pages say of a run in the same words. */
@NullMarked
package dev.bunrui.app.run;

import org.jspecify.annotations.NullMarked;
