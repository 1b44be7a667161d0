package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.Workload;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One point of a sweep's grid.
 *
 * @param values of the options that take several, in the order of the axes
 * @param settings of the whole run
 * @param workload how much it reads
 */
public record Combination(Map<String, String> values, RunSettings settings, Workload workload) {
    public Combination {
        values = new LinkedHashMap<>(values);
    }
}
