/** The composition root: it starts the command line or the window. */
@NullMarked
package dev.bunrui;

import org.jspecify.annotations.NullMarked;
