/** What must not be done on the window's own thread. */
@NullMarked
package dev.bunrui.app.work;

import org.jspecify.annotations.NullMarked;
