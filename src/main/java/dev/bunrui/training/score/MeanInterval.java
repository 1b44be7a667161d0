package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The interval of a mean by the {@link Bootstrap}: it tells how far the mean hangs on which articles were measured. */
public final class MeanInterval {
    private MeanInterval() {}

    /**
     * The percentile interval of the mean of some values, drawn anew with replacement. The same arguments give the same
     * interval on every machine.
     *
     * @param confidence such as 0.95
     * @throws IllegalArgumentException if there is no value, or {@code confidence} is out of range
     */
    public static Interval of(double[] values, long seed, double confidence) {
        Interval.requireConfidence(confidence);
        if (values.length == 0) {
            throw new IllegalArgumentException("no values have no mean");
        }
        Draws draws = new Draws(seed);
        double[] means = new double[Bootstrap.RESAMPLES];
        Arrays.setAll(
                means,
                resample -> IntStream.range(0, values.length)
                        .mapToDouble(i -> values[draws.below(values.length)])
                        .average()
                        .orElseThrow());
        double tail = (1 - confidence) / 2;
        return new Interval(Draws.quantile(means, tail), Draws.quantile(means, 1 - tail));
    }
}
