/** What the window's user has chosen. */
@NullMarked
package dev.bunrui.app.choice;

import org.jspecify.annotations.NullMarked;
