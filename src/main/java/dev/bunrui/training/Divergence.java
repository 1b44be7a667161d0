package dev.bunrui.training;

import dev.bunrui.message.FailureException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends a training whose loss is not a number, or has grown far beyond that of guessing: the mean of the last
 * steps above five times ln(classes).
 */
final class Divergence {
    private static final int STEPS = 20;
    private static final double FACTOR = 5;

    private final Deque<Double> recent = new ArrayDeque<>();
    private final double limit;

    Divergence(int classes) {
        this.limit = FACTOR * Math.log(classes);
    }

    void check(long step, double loss, double learningRate) {
        if (!Double.isFinite(loss)) {
            throw new FailureException(Divergence.class, "diverged.nan", step, String.valueOf(learningRate));
        }
        recent.add(loss);
        if (recent.size() > STEPS) {
            recent.remove();
        }
        double mean = recent.stream().mapToDouble(each -> each).average().orElse(0);
        if (recent.size() == STEPS && mean > limit) {
            throw new FailureException(Divergence.class, "diverged.large", step, mean, String.valueOf(learningRate));
        }
    }
}
