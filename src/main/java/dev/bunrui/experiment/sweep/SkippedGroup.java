package dev.bunrui.experiment.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Points of a sweep's grid that cannot be worked on for one and the same reason.
 *
 * @param count of the points
 * @param common the values that all of them share, by option
 * @param reason one sentence
 */
public record SkippedGroup(int count, Map<String, String> common, String reason) {
    public SkippedGroup {
        common = new LinkedHashMap<>(common);
    }

    /** All points by their reasons, in the order in which those first come up. */
    public static List<SkippedGroup> of(List<Skipped> all) {
        Map<String, List<Skipped>> reasons =
                all.stream().collect(Collectors.groupingBy(Skipped::reason, LinkedHashMap::new, Collectors.toList()));
        List<SkippedGroup> groups = new ArrayList<>();
        reasons.forEach((reason, several) -> {
            Map<String, String> common = new LinkedHashMap<>(several.get(0).values());
            several.forEach(each -> common.entrySet().retainAll(each.values().entrySet()));
            groups.add(new SkippedGroup(several.size(), common, reason));
        });
        return groups;
    }
}
