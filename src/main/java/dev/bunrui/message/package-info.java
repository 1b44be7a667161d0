/** Texts in the user's language, and mistakes in a request; every room may use it. */
@NullMarked
package dev.bunrui.message;

import org.jspecify.annotations.NullMarked;
