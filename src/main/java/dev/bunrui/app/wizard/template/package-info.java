/** The wizard's third step: how an article becomes the text that the model reads. */
@NullMarked
package dev.bunrui.app.wizard.template;

import org.jspecify.annotations.NullMarked;
