package dev.bunrui.experiment.sweep;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A point of a sweep's grid that cannot be worked on.
 *
 * @param values of the options that take several
 * @param reason one sentence
 */
public record Skipped(Map<String, String> values, String reason) {
    public Skipped {
        values = new LinkedHashMap<>(values);
    }
}
