package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The draws that resampling needs, the same for a seed on every machine and in every JDK: only {@code nextLong} is
 * used, which is plain SplitMix64, while {@code nextInt(bound)} and {@code nextGaussian()} are free to change.
 */
final class Draws {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final SplittableRandom random;

    Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One of {@code bound} numbers from 0; the bias, bound in 2³², is far below what a resample can show. */
    int below(int bound) {
        return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
    }

    /** A draw of the normal distribution with mean 0 and deviation 1. */
    double normal() {
        return NORMAL.inverseCumulativeProbability(((random.nextLong() >>> 11) + 0.5) * 0x1p-53);
    }

    static void requireResamples(int resamples) {
        if (resamples < 1) {
            throw new IllegalArgumentException("a bootstrap needs at least one resample, not " + resamples);
        }
    }

    /** A quantile with linear interpolation, numpy's default; sorts the values. */
    static double quantile(double[] values, double fraction) {
        Arrays.sort(values);
        double position = fraction * (values.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, values.length - 1);
        return values[below] + (position - below) * (values[above] - values[below]);
    }
}
