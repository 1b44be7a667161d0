/** What the window's user has chosen. */
@NullMarked
package dev.bunrui.app.settings;

import org.jspecify.annotations.NullMarked;
