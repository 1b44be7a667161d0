package dev.bunrui.experiment;

import dev.bunrui.training.TrainingEvent;
import java.util.Optional;

/** Who knows of other runs, and whether one more is worth going on with. */
@FunctionalInterface
public interface Prospects {
    /** Nothing is known: every run goes to its end. */
    Prospects UNKNOWN = (run, epoch, bestF1, examples) -> Optional.empty();

    /**
     * Why a run is not worth going on with; empty to go on. Asked after each validation but the last.
     *
     * @param bestF1 its best macro-F1 on validation so far
     * @param examples how many that is measured on
     */
    Optional<TrainingEvent.GivenUp> judge(RunFolder run, int epoch, double bestF1, int examples);
}
