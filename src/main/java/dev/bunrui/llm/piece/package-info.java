/** Sentencepiece models: how they rewrite texts and cut them into pieces, and where in a text each piece stands. */
@NullMarked
package dev.bunrui.llm.piece;

import org.jspecify.annotations.NullMarked;
