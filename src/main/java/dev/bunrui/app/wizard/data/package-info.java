/** The wizard's first step: the articles. */
@NullMarked
package dev.bunrui.app.wizard.data;

import org.jspecify.annotations.NullMarked;
