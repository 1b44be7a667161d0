package dev.bunrui.training.score;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The compact letter display: groups of runs that cannot be told apart. Every two runs that do not differ share a
 * group, and no two that differ do.
 *
 * <p>Made by insert-absorb: H.-P. Piepho, <i>An algorithm for a letter-based representation of all-pairwise
 * comparisons</i>, Journal of Computational and Graphical Statistics 13 (2004). It finds every largest possible group,
 * of which a relation that follows no order can have exponentially many. Beyond four times as many groups as runs,
 * groups are therefore picked greedily instead, best runs first and each as large as it gets, until all pairs share one,
 * as J. Gramm et al. do (<i>Algorithms for compact letter displays: comparison and evaluation</i>, Computational
 * Statistics &amp; Data Analysis 52, 2007); this keeps both promises with at most one group a pair.
 */
public final class Groups {
    private static final int GROUPS_PER_RUN = 4;

    private Groups() {}

    /**
     * The groups, that of the best run first, each with its runs in ascending order.
     *
     * @param differ whether two runs differ, {@code [run][run]}, the runs best first
     * @throws IllegalArgumentException if it is not symmetric, or a run differs from itself
     */
    public static List<List<Integer>> of(boolean[][] differ) {
        requireSymmetric(differ);
        List<BitSet> groups = differ.length == 0 ? List.of() : insertAbsorb(differ);
        return groups.stream()
                .map(group -> group.stream().boxed().toList())
                .sorted(Groups::byBestRuns)
                .toList();
    }

    private static List<BitSet> insertAbsorb(boolean[][] differ) {
        int runs = differ.length;
        List<BitSet> groups = new ArrayList<>();
        groups.add(first(runs));
        for (int a = 0; a < runs; a++) {
            for (int b = a + 1; b < runs; b++) {
                if (differ[a][b]) {
                    groups = split(groups, a, b);
                    if (groups.size() > GROUPS_PER_RUN * runs) {
                        return greedy(differ);
                    }
                }
            }
        }
        return groups;
    }

    private static List<BitSet> split(List<BitSet> groups, int a, int b) {
        List<BitSet> kept = new ArrayList<>(
                groups.stream().filter(group -> !group.get(a) || !group.get(b)).toList());
        List<BitSet> halves = new ArrayList<>();
        for (BitSet group : groups) {
            if (group.get(a) && group.get(b)) {
                halves.add(without(group, a));
                halves.add(without(group, b));
            }
        }
        // No group lies within another, so a half can only lie within a group that was kept.
        halves.removeIf(half -> kept.stream().anyMatch(group -> within(half, group)));
        kept.addAll(halves);
        return kept;
    }

    private static List<BitSet> greedy(boolean[][] differ) {
        int runs = differ.length;
        List<BitSet> alike = new ArrayList<>();
        List<BitSet> covered = new ArrayList<>();
        for (int a = 0; a < runs; a++) {
            BitSet row = new BitSet(runs);
            for (int b = 0; b < runs; b++) {
                row.set(b, !differ[a][b]);
            }
            alike.add(row);
            covered.add(new BitSet(runs));
        }
        List<BitSet> groups = new ArrayList<>();
        for (int a = 0; a < runs; a++) {
            for (int b = runs - 1; b >= a; b--) { // the widest group first covers the narrow ones
                if (alike.get(a).get(b) && !covered.get(a).get(b)) {
                    BitSet group = grown(alike, covered, a, b);
                    group.stream().forEach(run -> covered.get(run).or(group));
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    /** A group around two runs, grown by the run that has the most pairs in it not covered yet, the best if several. */
    private static BitSet grown(List<BitSet> alike, List<BitSet> covered, int a, int b) {
        BitSet group = new BitSet(alike.size());
        BitSet candidates = first(alike.size());
        int[] gains = new int[alike.size()];
        int next = a;
        while (next >= 0) {
            group.set(next);
            candidates.and(alike.get(next));
            candidates.clear(next);
            for (int run = candidates.nextSetBit(0); run >= 0; run = candidates.nextSetBit(run + 1)) {
                gains[run] += covered.get(next).get(run) ? 0 : 1;
            }
            next = candidates.get(b) ? b : largest(gains, candidates);
        }
        return group;
    }

    private static int largest(int[] gains, BitSet candidates) {
        int best = candidates.nextSetBit(0);
        for (int run = best; run >= 0; run = candidates.nextSetBit(run + 1)) {
            best = gains[run] > gains[best] ? run : best;
        }
        return best;
    }

    private static BitSet first(int count) {
        BitSet bits = new BitSet(count);
        bits.set(0, count);
        return bits;
    }

    private static BitSet without(BitSet group, int run) {
        BitSet rest = (BitSet) group.clone();
        rest.clear(run);
        return rest;
    }

    private static boolean within(BitSet inner, BitSet outer) {
        BitSet rest = (BitSet) inner.clone();
        rest.andNot(outer);
        return rest.isEmpty();
    }

    private static int byBestRuns(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = Integer.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static void requireSymmetric(boolean[][] differ) {
        for (int a = 0; a < differ.length; a++) {
            for (int b = 0; b <= a; b++) {
                if (differ[a].length != differ.length || differ[a][b] != differ[b][a] || differ[a][a]) {
                    throw new IllegalArgumentException("run " + a + " and run " + b + " differ one way only");
                }
            }
        }
    }
}
