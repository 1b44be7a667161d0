/**
 * Articles: reading them from what people have, cleaning, splitting, templates and a look at what is in them. Knows
 * nothing of tensors or tokens.
 */
@NullMarked
package dev.bunrui.corpus;

import org.jspecify.annotations.NullMarked;
