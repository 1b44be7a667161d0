package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the runs that wait for somebody to do something about them. */
public final class TroubledRuns {
    private TroubledRuns() {}

    /**
     * Such a run.
     *
     * @param damaged its files cannot be read; else it failed, and can be gone on with
     * @param sentence what is the matter and what to do, in the user's language
     */
    public record Troubled(RunFolder run, boolean damaged, String sentence) {}

    /** The failed and the damaged runs among these, in their order. */
    public static List<Troubled> among(List<ListedRun> runs) {
        return runs.stream()
                .map(TroubledRuns::trouble)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Troubled> trouble(ListedRun run) {
        if (run instanceof ListedRun.Damaged damaged) {
            // What is worked on is being written.
            return run.folder().held()
                    ? Optional.empty()
                    : Optional.of(troubled(run, true, damaged.why().message(Locale.getDefault())));
        }
        ListedRun.Known known = (ListedRun.Known) run;
        return known.state() != RunSummary.State.FAILED
                ? Optional.empty()
                : known.summary().failure().map(failure -> troubled(run, false, failure.sentence()));
    }

    private static Troubled troubled(ListedRun run, boolean damaged, String reason) {
        String key = damaged ? "run.damaged" : "run.failed";
        return new Troubled(
                run.folder(),
                damaged,
                Messages.of(TroubledRuns.class).get(key, run.folder().name(), reason));
    }
}
