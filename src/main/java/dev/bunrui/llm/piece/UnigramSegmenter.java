package dev.bunrui.llm.piece;

import java.util.Arrays;

/**
 * Finds the pieces whose log-probabilities have the greatest sum (Kudo, <a
 * href="https://arxiv.org/abs/1804.10959">Subword Regularization</a>, 2018), by Viterbi's way in one pass.
 *
 * <p>Texts such as {@code 444} have several best cuts, of which rounding chooses one. So the sums are single-precision
 * and begun anew where they pass -100000, and of equals the first stays, as in sentencepiece 0.2.2.
 */
final class UnigramSegmenter implements Segmenter {
    private static final float UNKNOWN_PENALTY = 10;
    private static final float BEGIN_ANEW = -100_000;

    private final PieceTrie trie;
    private final float[] scores;
    private final boolean[] defined;
    private final int unknown;
    private final float unknownScore;
    private final int longest;
    private final float greatest;

    /** Pieces of the trie, their scores, and which of them are the user's; of the others the least counts. */
    UnigramSegmenter(PieceTrie trie, float[] scores, boolean[] defined, Range range, int longest, int unknown) {
        this.trie = trie;
        this.scores = scores;
        this.defined = defined;
        this.unknown = unknown;
        this.unknownScore = range.least() - UNKNOWN_PENALTY;
        this.greatest = range.greatest();
        this.longest = longest;
    }

    /** The scores of normal pieces. */
    record Range(float least, float greatest) {}

    @Override
    public Cut cut(Normalized text) {
        byte[] bytes = text.bytes();
        int length = text.length();
        float[] best = new float[length + 1];
        int[] starts = new int[length + 1];
        int[] ids = new int[length + 1];
        Arrays.fill(starts, -1);
        for (int from = 0; from < length; ) {
            if (best[from] < BEGIN_ANEW) {
                beginAnew(best, starts, from);
            }
            float before = best[from];
            int next = text.next(from);
            boolean character = false;
            int node = trie.child(PieceTrie.ROOT, bytes[from]);
            for (int to = from + 1; node != PieceTrie.NONE; to++) {
                int id = trie.id(node);
                if (id != PieceTrie.NONE) {
                    // The user's symbols cost next to nothing, so that they are always found.
                    float score = defined[id] ? (float) ((to - from) * greatest - 0.1) : scores[id];
                    float sum = score + before;
                    if (starts[to] < 0 || sum > best[to]) {
                        best[to] = sum;
                        starts[to] = from;
                        ids[to] = id;
                    }
                    character |= to == next;
                }
                node = to < length ? trie.child(node, bytes[to]) : PieceTrie.NONE;
            }
            float sum = unknownScore + before;
            if (!character && (starts[next] < 0 || sum > best[next])) {
                best[next] = sum;
                starts[next] = from;
                ids[next] = unknown;
            }
            from = next;
        }
        return trace(starts, ids, length);
    }

    private void beginAnew(float[] best, int[] starts, int from) {
        float passed = best[from];
        best[from] = 0;
        int end = Math.min(best.length - 1, from + longest);
        for (int to = from + 1; to <= end; to++) {
            best[to] -= starts[to] < 0 ? 0 : passed;
        }
    }

    private static Cut trace(int[] starts, int[] ids, int length) {
        int count = 0;
        for (int end = length; end > 0; end = starts[end]) {
            count++;
        }
        int[] ends = new int[count];
        for (int end = length; end > 0; end = starts[end]) {
            ends[--count] = end;
        }
        Cut cut = new Cut();
        for (int end : ends) {
            cut.add(ids[end], end);
        }
        return cut;
    }
}
