/** The wizard's second step: the base model. */
@NullMarked
package dev.bunrui.app.wizard.model;

import org.jspecify.annotations.NullMarked;
