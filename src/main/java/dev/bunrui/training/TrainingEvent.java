package dev.bunrui.training;

import dev.bunrui.training.score.Scores;
import java.util.OptionalLong;

/** What happens in a training, in order. */
public sealed interface TrainingEvent {
    /**
     * Before a training, the work that takes most was done for trial.
     *
     * @param memory the most that was taken, in bytes, as {@link dev.bunrui.torch.PeakMemory} counts it
     * @param stepSeconds that a step with the longest examples takes
     * @param seconds that the whole training is likely to take, validations included
     * @param layersRecomputed how many layers a step computes twice
     */
    record Rehearsed(OptionalLong memory, double stepSeconds, double seconds, int layersRecomputed)
            implements TrainingEvent {}

    /** The training begins, or goes on after {@code step} steps. */
    record Started(long step, long steps, long stepsPerEpoch, int layersRecomputed) implements TrainingEvent {}

    /**
     * An optimiser step was taken.
     *
     * @param step counted from 1
     * @param epoch counted from 1
     * @param loss mean cross entropy of the batch, in nats
     * @param tokens of the batch, fillers not counted
     * @param seconds that the step took
     */
    record Stepped(long step, int epoch, double loss, double learningRate, int tokens, double seconds)
            implements TrainingEvent {}

    /** An evaluation is under way. */
    record Evaluating(int epoch, int done, int examples) implements TrainingEvent {}

    /**
     * Validation after an epoch; epoch 0 is before training.
     *
     * @param loss mean cross entropy over all validation examples, in nats
     * @param best whether this is the best epoch so far
     */
    record Evaluated(int epoch, double loss, Scores scores, boolean best, double seconds) implements TrainingEvent {}

    /**
     * The device's memory did not hold what was computed; it is computed again in smaller parts, which changes nothing of
     * what comes out but rounding.
     *
     * @param evaluating whether an evaluation was under way, and not a step
     * @param articles how many were computed at once
     * @param fewer how many of that length are computed at once from now on
     * @param layersRecomputed how many layers a step computes twice from now on; 0 in an evaluation
     */
    record MemoryRanOut(boolean evaluating, int articles, int fewer, int layersRecomputed) implements TrainingEvent {}

    /** Training ended before its last epoch since validation had not improved for so many epochs. */
    record StoppedEarly(int epoch, int patience) implements TrainingEvent {}

    /**
     * Training ended before its last epoch since it lay behind others of its kind.
     *
     * @param bestF1 the best macro-F1 on validation so far
     * @param upper the upper end of its 95 % interval
     * @param median what half of the others had reached by this epoch
     * @param others how many there were
     */
    record GivenUp(int epoch, double bestF1, double upper, double median, int others) implements TrainingEvent {}
}
