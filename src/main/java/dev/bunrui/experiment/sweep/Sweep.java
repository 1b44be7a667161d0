package dev.bunrui.experiment.sweep;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The options that take several values, those that runs were added with included. */
    public List<String> options() {
        return runs.values().stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .toList();
    }
}
