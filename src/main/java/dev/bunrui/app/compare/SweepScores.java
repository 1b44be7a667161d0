package dev.bunrui.app.compare;

import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.message.RequestException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The validation scores of finished runs, each read once. Used on the window's thread. */
final class SweepScores {
    private final Work work;
    private final Runnable more;
    private final Map<RunFolder, Metrics> known = new HashMap<>();
    private final Set<RunFolder> asked = new HashSet<>();

    /** {@code more} is told when others have become known. */
    SweepScores(Work work, Runnable more) {
        this.work = work;
        this.more = more;
    }

    /** Macro-F1 on validation; null while it is not known. */
    @Nullable
    Double of(SweepRun run) {
        Metrics metrics = known.get(run.folder());
        return metrics == null ? null : metrics.scores().macroF1();
    }

    /** Reads those that are finished and not known yet; a damaged run has none. */
    void look(List<SweepRun> runs) {
        List<RunFolder> unknown = runs.stream()
                .filter(run -> run.state() == State.FINISHED)
                .map(SweepRun::folder)
                .filter(asked::add)
                .toList();
        if (!unknown.isEmpty()) {
            work.once(
                    () -> read(unknown),
                    read -> {
                        known.putAll(read);
                        more.run();
                    },
                    problem -> asked.removeAll(unknown));
        }
    }

    private static Map<RunFolder, Metrics> read(List<RunFolder> runs) {
        Map<RunFolder, Metrics> read = new HashMap<>();
        for (RunFolder run : runs) {
            try {
                read.put(run, StoredResult.read(run).validation());
            } catch (RequestException damaged) {
                // Told where the runs are shown.
            }
        }
        return read;
    }
}
