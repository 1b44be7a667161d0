package dev.bunrui.training.score;

import java.util.Arrays;

/** All that macro-F1 needs to know of labelled articles, to be counted anew for every resample. */
final class F1Counts {
    private final int[] hits;
    private final int[] mentions; // support + predictions

    F1Counts(int classes) {
        hits = new int[classes];
        mentions = new int[classes];
    }

    static F1Counts of(int classes, int[] gold, int[] predicted) {
        F1Counts counts = new F1Counts(classes);
        for (int i = 0; i < gold.length; i++) {
            counts.add(gold[i], predicted[i], 1);
        }
        return counts;
    }

    void clear() {
        Arrays.fill(hits, 0);
        Arrays.fill(mentions, 0);
    }

    /** Counts {@code times} articles; a negative number takes them out again. */
    void add(int label, int guess, int times) {
        mentions[label] += times;
        mentions[guess] += times;
        if (label == guess) {
            hits[label] += times;
        }
    }

    /** As {@link Scores#macroF1}: the mean over the classes that occur, 0 where none does. */
    double macroF1() {
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < hits.length; label++) {
            if (mentions[label] > 0) {
                sum += 2.0 * hits[label] / mentions[label];
                occurring++;
            }
        }
        return occurring == 0 ? 0 : sum / occurring;
    }
}
