/** The page on which the window's user chooses, and that says what the program is made of. */
@NullMarked
package dev.bunrui.app.settings;

import org.jspecify.annotations.NullMarked;
