package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What is said of one score over several seeds or folds.
 *
 * @param deviation the standard deviation of the values as a sample, √(Σ (x − mean)² / (n − 1)); one value has none
 * @param n how many values there are
 */
public record MeanDeviation(double mean, OptionalDouble deviation, int n) {
    /**
     * Sums up values.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MeanDeviation of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        double mean = Arrays.stream(values).sum() / values.length;
        if (values.length == 1) {
            return new MeanDeviation(mean, OptionalDouble.empty(), 1);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (values.length - 1));
        return new MeanDeviation(mean, OptionalDouble.of(deviation), values.length);
    }
}
