package dev.bunrui.experiment.compare;

import dev.bunrui.experiment.BaselineFolder;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who takes part in a comparison: finished runs, and the baselines of their splits.
 *
 * @param runs the finished ones, in the order in which they were given
 * @param baselines of the splits of these runs
 * @param unusable what could not be read, by name, and why; it does not keep the others out
 */
public record Field(List<Contender> runs, List<Contender> baselines, Map<String, String> unusable) {
    public Field {
        runs = List.copyOf(runs);
        baselines = List.copyOf(baselines);
        unusable = new LinkedHashMap<>(unusable);
    }

    /**
     * Reads runs and the baselines beside them. Runs that are not finished are passed over, damaged ones told.
     *
     * @param folder where the runs and their baselines are
     */
    public static Field of(Path folder, List<RunFolder> runs) {
        return of(folder, runs, Map.of());
    }

    /**
     * As {@link #of(Path, List)}.
     *
     * @param known runs that need not be read, as they were just now
     */
    public static Field of(Path folder, List<RunFolder> runs, Map<RunFolder, RunSummary> known) {
        Map<String, String> unusable = new LinkedHashMap<>();
        List<Contender> finished = new ArrayList<>();
        for (RunFolder run : runs) {
            RunSummary summary = known.get(run);
            if (summary != null && summary.manifest().isPresent()) {
                Contender.of(summary).ifPresent(finished::add);
            } else if (run.finished()) {
                try {
                    finished.add(Contender.of(run));
                } catch (RequestException damaged) {
                    unusable.put(run.name(), String.valueOf(damaged.getMessage()));
                }
            }
        }
        Set<String> splits = finished.stream().map(Contender::splitHash).collect(Collectors.toSet());
        List<Contender> baselines = new ArrayList<>();
        for (BaselineFolder each : BaselineFolder.list(folder)) {
            try {
                Contender baseline = Contender.of(each);
                if (splits.contains(baseline.splitHash())) {
                    baselines.add(baseline);
                }
            } catch (RequestException damaged) {
                unusable.put(String.valueOf(each.path().getFileName()), String.valueOf(damaged.getMessage()));
            }
        }
        return new Field(finished, baselines, unusable);
    }

    /** The baselines that were tested on the same articles as a run. */
    public List<Contender> baselinesOf(Contender run) {
        return baselines.stream().filter(run::sameTest).toList();
    }
}
