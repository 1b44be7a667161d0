package dev.bunrui.app.monitor;

import dev.bunrui.app.score.ClassTable;
import dev.bunrui.experiment.MemoryNote;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.gauge.Peak;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.training.TrainingEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is shown of a run beside its curves.
 *
 * @param place its place in the queue, counted from 0; empty if it is not there
 * @param stopping whether it was asked to stop
 * @param stage what the process that works on it does, if it has said so
 * @param memory what that process held in memory last, in bytes
 * @param reading the last one of its device; empty if there is none
 * @param peak what that device could reach at most, if that is known
 * @param lack what was done about a lack of memory last; empty if there was none
 * @param best the best epoch so far
 * @param ended all of the run, once it has an end
 */
record Seen(
        RunFolder run,
        RunSummary.State state,
        OptionalInt place,
        boolean stopping,
        Optional<RunListener.Stage> stage,
        Progress progress,
        OptionalLong memory,
        Optional<Reading> reading,
        Optional<Peak> peak,
        Optional<MemoryNote> lack,
        Optional<TrainingEvent.Evaluated> best,
        Optional<Classes> classes,
        Optional<RunSummary> ended) {

    /**
     * How far the training is; figures are 0 before it began.
     *
     * @param elapsed seconds that were worked on it
     * @param left seconds that it still takes; not a number while that cannot be told
     * @param validating whether a validation is under way, or is the next thing to do
     */
    record Progress(
            long step,
            long steps,
            long epoch,
            long epochs,
            double share,
            double tokensPerSecond,
            double elapsed,
            double left,
            boolean validating) {}

    /**
     * How well each class is told from the others.
     *
     * @param test whether on the test articles, rather than in the validation after an epoch
     * @param epoch the epoch whose adapter was judged; 0 is before training
     */
    record Classes(boolean test, int epoch, List<ClassTable.Row> rows) {}

    /** The part of its peak that the device reached with what the network needs; empty where that is not known. */
    OptionalDouble share() {
        return reading.isPresent() && peak.isPresent() ? reading.get().share(peak.get()) : OptionalDouble.empty();
    }

    /** Whether a process works on the run. */
    boolean running() {
        return state.held();
    }

    /** Whether it waits for its turn. */
    boolean queued() {
        return state == RunSummary.State.WAITING && place.isPresent();
    }

    /** Whether others that wait come before it; the first in the queue is worked on, or about to be. */
    boolean overtakes() {
        return queued() && place.orElse(0) > 1;
    }

    /** Whether it can be gone on with, or begun: nobody works on it, and it waits for nothing. */
    boolean idle() {
        return state == RunSummary.State.STOPPED || state == RunSummary.State.FAILED;
    }

    boolean finished() {
        return state == RunSummary.State.FINISHED;
    }
}
