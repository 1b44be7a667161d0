/** From text to token ids: tokenizers, and texts cut to the length that a model takes. */
@NullMarked
package dev.bunrui.llm.text;

import org.jspecify.annotations.NullMarked;
