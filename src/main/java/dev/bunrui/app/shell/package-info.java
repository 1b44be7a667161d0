/** The window itself: the rail and the page that is shown. */
@NullMarked
package dev.bunrui.app.shell;

import org.jspecify.annotations.NullMarked;
