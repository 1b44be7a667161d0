package dev.bunrui.training;

import java.util.Optional;

/**
 * How a training is told to stop. It is asked before every micro-batch and after every batch of an evaluation, so that
 * whoever is asked also knows that the loop goes on.
 */
@FunctionalInterface
public interface Control {
    boolean stopRequested();

    /**
     * Asked after each validation but the last: why it is not worth going on; empty to go on.
     *
     * @param bestF1 the best macro-F1 on validation so far
     * @param examples how many that is measured on
     */
    default Optional<TrainingEvent.GivenUp> hopeless(int epoch, double bestF1, int examples) {
        return Optional.empty();
    }
}
