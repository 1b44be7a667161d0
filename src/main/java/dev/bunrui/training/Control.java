package dev.bunrui.training;

/**
 * How a training is told to stop. It is asked before every micro-batch and after every batch of an evaluation, so that
 * whoever is asked also knows that the loop goes on.
 */
@FunctionalInterface
public interface Control {
    boolean stopRequested();
}
