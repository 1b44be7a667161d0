package dev.bunrui.cli;

import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.service.Wakefulness;
import dev.bunrui.training.StoppedException;
import java.util.Optional;
import java.util.function.Function;

/** A run whose progress is shown and that Ctrl-C stops with its state saved. */
final class FollowedRun {
    private final Session speaking;
    private final RunsOption runs;

    /** {@code runs} says how the run is found again. */
    FollowedRun(Session speaking, RunsOption runs) {
        this.speaking = speaking;
        this.runs = runs;
    }

    /** Empty if it was stopped: then it has been said how to go on. */
    <T> Optional<T> follow(Function<TrainingRun, T> work) {
        try (Wakefulness awake = new Wakefulness();
                Interruption interruption = Interruption.watch(speaking);
                TrainingProgress progress =
                        new TrainingProgress(speaking, interruption::worthSaving, System::nanoTime)) {
            awake.keep();
            try {
                return Optional.of(
                        work.apply(new TrainingRun(speaking.models(), ProgramVersion.text(), progress, interruption)));
            } catch (StoppedException stopped) {
                // Said before the interruption is closed, which lets the process end.
                progress.clear();
                String said = progress.run()
                        .map(run -> speaking.text("train.stopped", runs.again(run.name())))
                        .orElseGet(() -> speaking.text("train.stopped-early"));
                speaking.terminal().err().println(said);
                return Optional.empty();
            }
        }
    }
}
