/** A new run in five steps, in the window, without loss back and forth. */
@NullMarked
package dev.bunrui.app.wizard;

import org.jspecify.annotations.NullMarked;
