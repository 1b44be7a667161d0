package dev.bunrui.training.score;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap interval: B. Efron, <i>Better bootstrap confidence intervals</i>, JASA
 * 82 (1987). It takes other quantiles of the resampled scores than the plain percentile interval, by how far these lie
 * beside the score and by how skewed the influence of single articles on it is.
 */
final class Bca {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double ROUNDING = 1e-12;

    private Bca() {}

    /**
     * The interval.
     *
     * @param resampled the scores of the resamples; sorted on return
     * @param without the score without an article of each kind, articles of one kind being alike
     * @param times how many articles there are of each kind
     */
    static Interval interval(double score, double[] resampled, double[] without, int[] times, double confidence) {
        double bias = bias(score, resampled);
        double acceleration = acceleration(without, times);
        double z = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
        double low = Draws.quantile(resampled, fraction(bias, acceleration, -z));
        double high = Draws.quantile(resampled, fraction(bias, acceleration, z));
        return new Interval(low, high);
    }

    private static double bias(double score, double[] resampled) {
        double below = 0;
        for (double other : resampled) {
            // Equal scores of other articles are summed up in other orders.
            boolean equal = Math.abs(other - score) <= ROUNDING;
            below += equal ? 0.5 : other < score ? 1 : 0;
        }
        // All on one side would be a bias without end; half a resample is kept on the other.
        double most = resampled.length - 0.5;
        return NORMAL.inverseCumulativeProbability(Math.max(0.5, Math.min(most, below)) / resampled.length);
    }

    private static double acceleration(double[] without, int[] times) {
        double n = Arrays.stream(times).sum();
        double mean = 0;
        for (int kind = 0; kind < times.length; kind++) {
            mean += times[kind] * without[kind] / n;
        }
        double squares = 0;
        double cubes = 0;
        for (int kind = 0; kind < times.length; kind++) {
            double influence = mean - without[kind];
            squares += times[kind] * influence * influence;
            cubes += times[kind] * influence * influence * influence;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double fraction(double bias, double acceleration, double z) {
        double shifted = bias + z;
        double shrink = 1 - acceleration * shifted;
        if (shrink <= 0) { // past the pole of the correction: the outermost resample
            return shifted < 0 ? 0 : 1;
        }
        return NORMAL.cumulativeProbability(bias + shifted / shrink);
    }
}
