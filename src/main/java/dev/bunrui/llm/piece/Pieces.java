package dev.bunrui.llm.piece;

/**
 * A text's pieces and where each stands in it.
 *
 * @param ids of the vocabulary
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers a text; compared nowhere
public record Pieces(int[] ids, Spans spans) {
    /** Finds where pieces stand; until then nothing of that is computed. */
    @FunctionalInterface
    public interface Spans {
        /** For each piece where it begins and ends in the UTF-8 of the text: first all begins, then all ends. */
        int[] find();
    }
}
