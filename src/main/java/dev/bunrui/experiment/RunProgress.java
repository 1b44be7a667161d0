package dev.bunrui.experiment;

import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.training.TrainingEvent;
import java.util.Optional;

/** How far a run has come, read from its log; what was read once is not read again. */
public final class RunProgress {
    /**
     * Where a run is.
     *
     * @param step the optimiser steps that were taken
     * @param steps the steps that there are, 0 where training has not begun
     * @param epoch the last epoch that was validated; -1 for none
     * @param bestF1 the best macro-F1 on validation so far, that before training left out; negative for none
     * @param lessened how steps are computed since the memory ran out in one; empty if it never did
     * @param givenUp why it was not trained to its end; empty if it was, or may be yet
     */
    record At(
            long step,
            long steps,
            int epoch,
            double bestF1,
            Optional<MemoryNote> lessened,
            Optional<GivenUpNote> givenUp) {
        static final At NOWHERE = new At(0, 0, -1, -1, Optional.empty(), Optional.empty());

        private At after(TrainingEvent event) {
            if (event instanceof TrainingEvent.Started started) {
                return new At(step, started.steps(), epoch, bestF1, lessened, givenUp);
            } else if (event instanceof TrainingEvent.Stepped stepped) {
                return new At(stepped.step(), steps, epoch, bestF1, lessened, givenUp);
            } else if (event instanceof TrainingEvent.Evaluated evaluated) {
                double f1 = evaluated.best() ? evaluated.scores().macroF1() : bestF1;
                return new At(step, steps, evaluated.epoch(), f1, lessened, givenUp);
            } else if (event instanceof TrainingEvent.MemoryRanOut ran && !ran.evaluating()) {
                return new At(step, steps, epoch, bestF1, Optional.of(new MemoryNote(step, ran)), givenUp);
            } else if (event instanceof TrainingEvent.GivenUp given) {
                return new At(step, steps, epoch, bestF1, lessened, Optional.of(new GivenUpNote(given)));
            }
            return this;
        }
    }

    private final EventTail tail;
    private At at = At.NOWHERE;
    private Optional<Reading> reading = Optional.empty();

    public RunProgress(RunFolder folder) {
        this.tail = new EventTail(folder);
    }

    /** Where the run is now. */
    At read() {
        EventTail.News news = tail.read();
        if (news.anew()) {
            at = At.NOWHERE;
            reading = Optional.empty();
        }
        for (Reading read : news.readings()) {
            reading = Optional.of(read);
        }
        news.events().forEach(logged -> at = at.after(logged.event()));
        return at;
    }

    /** The last reading of the device by then; empty if there is none. */
    Optional<Reading> reading() {
        return reading;
    }
}
