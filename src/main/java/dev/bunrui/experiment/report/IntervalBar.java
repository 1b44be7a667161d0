package dev.bunrui.experiment.report;

import dev.bunrui.training.score.Interval;
import java.util.Collection;

/**
 * Intervals drawn one below the other on one scale, as a column of a table.
 *
 * @param low the left end of the scale
 * @param high the right end
 */
public record IntervalBar(double low, double high) {
    private static final double WIDTH = 150;
    private static final double HEIGHT = 16;
    private static final double EDGE = 5;

    /** The scale that holds all of some intervals. */
    public static IntervalBar over(Collection<Interval> intervals) {
        double low = intervals.stream().mapToDouble(Interval::low).min().orElse(0);
        double high = intervals.stream().mapToDouble(Interval::high).max().orElse(1);
        return new IntervalBar(low, high > low ? high : low + 1e-9);
    }

    /**
     * Draws one.
     *
     * @param words the same for who listens to the page
     */
    public Element draw(double value, Interval interval, String words) {
        double middle = HEIGHT / 2;
        return Drawing.of(WIDTH, HEIGHT, words)
                .with("class", "interval")
                .add(Drawing.line(EDGE, middle, WIDTH - EDGE, middle).with("class", "grid"))
                .add(Drawing.line(x(interval.low()), middle, x(interval.high()), middle))
                .add(Drawing.line(x(interval.low()), middle - 4, x(interval.low()), middle + 4))
                .add(Drawing.line(x(interval.high()), middle - 4, x(interval.high()), middle + 4))
                .add(Drawing.dot(x(value), middle, 3.5));
    }

    private double x(double value) {
        return EDGE + (WIDTH - 2 * EDGE) * (value - low) / (high - low);
    }
}
