/** The grid of a sweep before it starts: its runs, what they take, and what is left out. */
@NullMarked
package dev.bunrui.app.wizard.grid;

import org.jspecify.annotations.NullMarked;
