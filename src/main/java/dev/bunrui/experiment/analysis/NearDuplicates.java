package dev.bunrui.experiment.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Texts among which those are found that share most of their five-character pieces with another. None is missed: two sets
 * of a Jaccard similarity of t have a key in common among the |x| − ⌈t|x|⌉ + 1 rarest of each (R. J. Bayardo, Y. Ma and
 * R. Srikant, <i>Scaling up all pairs similarity search</i>, WWW 2007), so only such pairs are counted out in full.
 */
final class NearDuplicates {
    /** From how large a part of all pieces of either on two texts count as nearly the same. */
    static final double LEAST = 0.8;

    private final long[][] texts;
    private final Map<Long, int[]> byKey = new HashMap<>();

    /** Texts as {@link Shingles#of} makes sets of them, together with those that are looked for. */
    NearDuplicates(long[][] texts) {
        this.texts = texts;
        for (int text = 0; text < texts.length; text++) {
            for (int i = 0; i < rarest(texts[text]); i++) {
                byKey.merge(texts[text][i], new int[] {text}, NearDuplicates::joined);
            }
        }
    }

    /**
     * A text that is much like another.
     *
     * @param place its place among the texts
     * @param similarity the pieces that both have, as a part of those that either has
     */
    record Match(int place, double similarity) {}

    /** The text most like one, the first of several; empty where none is like enough. */
    Optional<Match> nearest(long[] wanted) {
        Map<Integer, Double> seen = new HashMap<>();
        for (int i = 0; i < rarest(wanted); i++) {
            for (int text : byKey.getOrDefault(wanted[i], new int[0])) {
                seen.computeIfAbsent(text, place -> similarity(texts[place], wanted));
            }
        }
        Optional<Match> best = Optional.empty();
        for (Map.Entry<Integer, Double> each : seen.entrySet()) {
            Match match = new Match(each.getKey(), each.getValue());
            if (match.similarity() >= LEAST && (best.isEmpty() || better(match, best.get()))) {
                best = Optional.of(match);
            }
        }
        return best;
    }

    private static boolean better(Match one, Match other) {
        int order = Double.compare(one.similarity(), other.similarity());
        return order > 0 || (order == 0 && one.place() < other.place());
    }

    private static double similarity(long[] one, long[] other) {
        // Sets of too different a size cannot be alike.
        if (Math.min(one.length, other.length) < LEAST * Math.max(one.length, other.length)) {
            return 0;
        }
        int shared = Shingles.shared(one, other);
        return (double) shared / (one.length + other.length - shared);
    }

    private static int rarest(long[] set) {
        return set.length == 0 ? 0 : set.length - (int) Math.ceil(LEAST * set.length) + 1;
    }

    private static int[] joined(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
