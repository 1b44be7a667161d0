/** The wizard's last step: all that was chosen, and the start. */
@NullMarked
package dev.bunrui.app.wizard.review;

import org.jspecify.annotations.NullMarked;
