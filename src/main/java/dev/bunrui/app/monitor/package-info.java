/** How a run comes along. */
@NullMarked
package dev.bunrui.app.monitor;

import org.jspecify.annotations.NullMarked;
