package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals of scores that have no formula, by drawing the test articles anew with replacement: B. Efron,
 * <i>Bootstrap methods: another look at the jackknife</i>, Annals of Statistics 7 (1979); the percentile interval.
 * It tells how far the score hangs on which articles were drawn for the test, not on the seed of the training.
 */
public final class Bootstrap {
    /** Enough for ends that hold still to about a sixteenth of the score's standard error at 95 %. */
    public static final int RESAMPLES = 2_000;

    private Bootstrap() {}

    /**
     * The percentile interval of {@link Scores#macroF1}. In each resample, too, the mean is over the classes that
     * occur in it. The ends are quantiles with linear interpolation (numpy's default). Without any article it is
     * [0, 1]. The same arguments give the same interval on every machine.
     *
     * <p>Drawing anew from articles that were all labelled right shows no error either, so a perfect score has the
     * interval [1, 1]; {@link Wilson} tells what so few articles leave open.
     *
     * @param resamples how many times the articles are drawn, at least 1
     * @param confidence such as 0.95
     * @throws IllegalArgumentException as {@link Confusion#of} does, or if {@code resamples} or {@code confidence} is
     *     out of range
     */
    public static Interval macroF1(
            int classes, int[] gold, int[] predicted, int resamples, long seed, double confidence) {
        Confusion.requireLabels(classes, gold, predicted);
        Interval.requireConfidence(confidence);
        if (resamples < 1) {
            throw new IllegalArgumentException("a bootstrap needs at least one resample, not " + resamples);
        }
        if (gold.length == 0) {
            return Interval.ofIgnorance();
        }
        double[] scores = new double[resamples];
        SplittableRandom random = new SplittableRandom(seed);
        int[] hits = new int[classes];
        int[] mentions = new int[classes]; // support + predictions: all that F1 needs besides the hits
        for (int resample = 0; resample < resamples; resample++) {
            draw(random, gold, predicted, hits, mentions);
            scores[resample] = macroF1(hits, mentions);
        }
        Arrays.sort(scores);
        double tail = (1 - confidence) / 2;
        return new Interval(quantile(scores, tail), quantile(scores, 1 - tail));
    }

    private static void draw(SplittableRandom random, int[] gold, int[] predicted, int[] hits, int[] mentions) {
        Arrays.fill(hits, 0);
        Arrays.fill(mentions, 0);
        int n = gold.length;
        for (int i = 0; i < n; i++) {
            int article = draw(random, n);
            int label = gold[article];
            int guess = predicted[article];
            mentions[label]++;
            mentions[guess]++;
            if (label == guess) {
                hits[label]++;
            }
        }
    }

    /** One of {@code n} articles. */
    static int draw(SplittableRandom random, int n) {
        // nextLong is plain SplitMix64 in every JDK and nextInt(bound) is free to change, so the bounding is done here;
        // its bias, n in 2³², is far below what a resample can show.
        return (int) (((random.nextLong() >>> 32) * n) >>> 32);
    }

    private static double macroF1(int[] hits, int[] mentions) {
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < hits.length; label++) {
            if (mentions[label] > 0) {
                sum += 2.0 * hits[label] / mentions[label];
                occurring++;
            }
        }
        return sum / occurring;
    }

    static double quantile(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
