package dev.bunrui.training.score;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every run of a list compared with every other on the same articles, by {@link McNemar}'s test with {@link Holm}'s
 * correction for the number of pairs.
 *
 * @param pairs every two runs, the lower index as a
 * @param groups the runs that cannot be told apart at 5 %, by their indices: {@link Groups} over the runs as sorted by
 *     right answers, most first and in the order given where as many; so are the indices of a group sorted
 */
public record PairedComparisons(List<Pair> pairs, List<List<Integer>> groups) {
    private static final double LEVEL = 0.05;

    public PairedComparisons {
        pairs = List.copyOf(pairs);
        groups = groups.stream().map(List::copyOf).toList();
    }

    /**
     * Two runs, by their indices in the list.
     *
     * @param test what b fixed and broke of a's answers, and the p-value of that alone
     * @param adjusted the p-value as corrected for all pairs
     */
    public record Pair(int a, int b, McNemar test, double adjusted) {
        /** Whether the two differ at 5 %, all pairs considered. */
        public boolean differ() {
            return adjusted <= LEVEL;
        }
    }

    /**
     * Compares runs.
     *
     * @param predictions the labels that each run gave to the articles
     * @throws IllegalArgumentException if a run has more or fewer predictions than there are gold labels
     */
    public static PairedComparisons of(int[] gold, List<int[]> predictions) {
        List<BitSet> right =
                predictions.stream().map(predicted -> right(gold, predicted)).toList();
        List<McNemar> tests = new ArrayList<>();
        for (int a = 0; a < right.size(); a++) {
            for (int b = a + 1; b < right.size(); b++) {
                tests.add(test(right.get(a), right.get(b)));
            }
        }
        double[] adjusted = Holm.adjust(tests.stream().mapToDouble(McNemar::p).toArray());
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < right.size(); a++) {
            for (int b = a + 1; b < right.size(); b++) {
                pairs.add(new Pair(a, b, tests.get(pairs.size()), adjusted[pairs.size()]));
            }
        }
        List<Integer> bestFirst = IntStream.range(0, right.size())
                .boxed()
                .sorted(Collections.reverseOrder(
                        Comparator.comparingInt((Integer run) -> right.get(run).cardinality())))
                .toList();
        return new PairedComparisons(pairs, groups(bestFirst, pairs));
    }

    private static BitSet right(int[] gold, int[] predicted) {
        if (gold.length != predicted.length) {
            throw new IllegalArgumentException(gold.length + " gold labels, but " + predicted.length + " predictions");
        }
        BitSet right = new BitSet(gold.length);
        for (int i = 0; i < gold.length; i++) {
            right.set(i, gold[i] == predicted[i]);
        }
        return right;
    }

    private static McNemar test(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        int shared = both.cardinality();
        return McNemar.of(b.cardinality() - shared, a.cardinality() - shared);
    }

    private static List<List<Integer>> groups(List<Integer> bestFirst, List<Pair> pairs) {
        int[] rank = new int[bestFirst.size()];
        for (int place = 0; place < rank.length; place++) {
            rank[bestFirst.get(place)] = place;
        }
        boolean[][] differ = new boolean[rank.length][rank.length];
        for (Pair pair : pairs) {
            differ[rank[pair.a()]][rank[pair.b()]] = pair.differ();
            differ[rank[pair.b()]][rank[pair.a()]] = pair.differ();
        }
        return Groups.of(differ).stream()
                .map(group -> group.stream().map(bestFirst::get).toList())
                .toList();
    }
}
