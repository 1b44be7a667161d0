package dev.bunrui.service.slurm;

import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.FailureException;

/** The end of a run whose job was begun as often as it may be. */
final class EndedTooOften {
    private EndedTooOften() {}

    /** {@code end} is how its last job ended, in Slurm's words. */
    static void note(RunFolder run, SlurmFolder folder, int element, String end) {
        RunFailure.note(
                run,
                new FailureException(
                        EndedTooOften.class, "run.given-up", folder.timesBegun(element), end, folder.path()));
        run.forgetQueue();
    }
}
