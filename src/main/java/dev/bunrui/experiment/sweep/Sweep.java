package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.message.RequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sweep as it stands in its file.
 *
 * @param runs the values of each run's options, by the run's name, in the order in which they are worked on
 * @param skipped points of the grid that cannot be worked on
 * @param dropped the names of runs that were taken out
 */
public record Sweep(
        Instant created,
        SweepPlan plan,
        Map<String, Map<String, String>> runs,
        List<Skipped> skipped,
        List<String> dropped) {
    public Sweep {
        runs = new LinkedHashMap<>(runs);
        skipped = List.copyOf(skipped);
        dropped = List.copyOf(dropped);
    }

    /**
     * What a grid has beyond the runs of this sweep. A run whose settings differ in more than its values from what the runs
     * of this sweep share has those differences as further values.
     *
     * @throws RequestException if there is nothing, or a run is of other articles, or lacks an option that all others have
     */
    public Grid beyond(Grid grid) {
        Set<RunSettings> known = new HashSet<>();
        runs.values().forEach(values -> known.add(Grid.settings(plan, values)));
        List<Combination> more = new ArrayList<>();
        for (Combination run : grid.runs()) {
            if (known.add(run.settings())) {
                more.add(adopted(run));
            }
        }
        if (more.isEmpty()) {
            throw new RequestException(Sweep.class, "sweep.nothing-new");
        }
        return new Grid(more, grid.skipped());
    }

    private Combination adopted(Combination run) {
        Map<String, String> shared = RunOptions.of(Grid.settings(plan, run.values()));
        Map<String, String> values = new LinkedHashMap<>(run.values());
        RunOptions.of(run.settings()).forEach((option, text) -> {
            if (!text.equals(shared.get(option))) {
                values.put(option, text);
            }
        });
        if (!Grid.settings(plan, values).equals(run.settings())) {
            throw new RequestException(Sweep.class, "sweep.others");
        }
        return new Combination(values, run.settings(), run.workload());
    }

    /** The options that take several values, those that runs were added with included. */
    public List<String> options() {
        return runs.values().stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .toList();
    }
}
