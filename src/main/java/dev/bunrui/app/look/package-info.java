/** Colours, fonts and the few shapes that all pages share. */
@NullMarked
package dev.bunrui.app.look;

import org.jspecify.annotations.NullMarked;
