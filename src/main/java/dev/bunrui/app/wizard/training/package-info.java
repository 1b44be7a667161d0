/** The wizard's fourth step: how the adapter is trained. */
@NullMarked
package dev.bunrui.app.wizard.training;

import org.jspecify.annotations.NullMarked;
