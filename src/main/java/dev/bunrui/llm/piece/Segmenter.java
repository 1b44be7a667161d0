package dev.bunrui.llm.piece;

/** Cuts a rewritten text into pieces of the vocabulary; each character that has none is a piece of the unknown. */
sealed interface Segmenter permits UnigramSegmenter, MergeSegmenter {
    Cut cut(Normalized text);
}
