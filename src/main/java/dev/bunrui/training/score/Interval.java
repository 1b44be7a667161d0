package dev.bunrui.training.score;

/** A confidence interval, its ends included. Ends in the wrong order, or that are no numbers, are refused. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval from " + low + " to " + high);
        }
    }

    /** What is known of a fraction before anything was seen. */
    static Interval ofIgnorance() {
        return new Interval(0, 1);
    }

    static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, as 0.95 does; not " + confidence);
        }
    }
}
