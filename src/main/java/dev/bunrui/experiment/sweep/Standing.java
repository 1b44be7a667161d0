package dev.bunrui.experiment.sweep;

/**
 * How a setting stands among those of its model that still have repetitions to come, by the runs that are finished.
 *
 * @param f1 the mean of its macro-F1 on validation
 * @param runs over how many finished runs that is the mean
 * @param of among how many settings it is the best
 */
public record Standing(double f1, int runs, int of) {}
