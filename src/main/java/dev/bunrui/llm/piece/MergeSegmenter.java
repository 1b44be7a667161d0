package dev.bunrui.llm.piece;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Begins with single characters and the user's symbols and joins neighbours, those first that make the piece with the
 * best score, of equals the leftmost (byte-pair encoding; Sennrich et al., <a
 * href="https://arxiv.org/abs/1508.07909">Neural Machine Translation of Rare Words with Subword Units</a>, 2016). A
 * piece that is not to be used is a step on the way to greater ones, and taken apart again where it is left over.
 */
final class MergeSegmenter implements Segmenter {
    private final PieceTrie trie;
    private final float[] scores;
    private final boolean[] unused;
    private final PieceNormalizer symbols;
    private final int unknown;

    MergeSegmenter(PieceTrie trie, float[] scores, boolean[] unused, PieceNormalizer symbols, int unknown) {
        this.trie = trie;
        this.scores = scores;
        this.unused = unused;
        this.symbols = symbols;
        this.unknown = unknown;
    }

    /** Two neighbours that may be joined, as long as the text between {@code from} and {@code to} is still theirs. */
    private record Pair(int from, int middle, int to, float score) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byScore = Float.compare(other.score, score);
            return byScore != 0 ? byScore : Integer.compare(from, other.from);
        }
    }

    @Override
    public Cut cut(Normalized text) {
        return new Work(text).done();
    }

    private final class Work {
        private final byte[] bytes;
        private final int length;

        /** By where a part begins: where it ends, and where the one before it begins; 0 and -1 where none begins. */
        private final int[] ends;

        private final int[] previous;
        private final boolean[] frozen;
        private final PriorityQueue<Pair> pairs = new PriorityQueue<>();
        private final Map<Integer, Integer> joined = new HashMap<>();

        Work(Normalized text) {
            bytes = text.bytes();
            length = text.length();
            ends = new int[length + 1];
            previous = new int[length + 1];
            frozen = new boolean[length + 1];
            int before = -1;
            for (int at = 0; at < length; at = ends[at]) {
                byte @Nullable [] symbol = symbols.symbol(bytes, at, length);
                frozen[at] = symbol != null;
                ends[at] = symbol == null ? text.next(at) : at + symbol.length;
                previous[at] = before;
                before = at;
            }
            for (int at = 0; at < length; at = ends[at]) {
                look(at, ends[at]);
            }
        }

        /** Notes that two neighbours make a piece, if they do. */
        private void look(int left, int right) {
            if (left < 0 || right >= length || frozen[left] || frozen[right]) {
                return;
            }
            int id = trie.find(bytes, left, ends[right]);
            if (id == PieceTrie.NONE) {
                return;
            }
            pairs.add(new Pair(left, right, ends[right], scores[id]));
            if (unused[id]) {
                joined.put(id, right - left);
            }
        }

        Cut done() {
            for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
                if (ends[pair.from] == pair.middle && ends[pair.middle] == pair.to) {
                    ends[pair.from] = pair.to;
                    ends[pair.middle] = 0;
                    if (pair.to < length) {
                        previous[pair.to] = pair.from;
                    }
                    look(previous[pair.from], pair.from);
                    look(pair.from, pair.to);
                }
            }
            Cut cut = new Cut();
            for (int at = 0; at < length; at = ends[at]) {
                takeApart(cut, at, ends[at]);
            }
            return cut;
        }

        private void takeApart(Cut cut, int from, int to) {
            int id = trie.find(bytes, from, to);
            Integer left = id != PieceTrie.NONE && unused[id] ? joined.get(id) : null;
            if (left == null) {
                cut.add(id == PieceTrie.NONE ? unknown : id, to);
            } else {
                takeApart(cut, from, from + left);
                takeApart(cut, from + left, to);
            }
        }
    }
}
