/** A run that is being put together: what was chosen, and what is known of it. */
@NullMarked
package dev.bunrui.app.wizard.draft;

import org.jspecify.annotations.NullMarked;
