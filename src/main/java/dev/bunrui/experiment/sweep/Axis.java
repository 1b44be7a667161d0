package dev.bunrui.experiment.sweep;

import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Set;

/**
 * One option of a sweep and the values that it takes.
 *
 * @param option its name without dashes, as in {@link dev.bunrui.experiment.RunOptions}
 * @param values at least one, no two equal, in the order in which they were given
 */
public record Axis(String option, List<String> values) {
    /** The options that say again and again how the same settings fare. */
    private static final Set<String> REPLICATES = Set.of("seed", "split-seed", "fold");

    public Axis {
        values = values.stream().distinct().toList();
        if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
            throw new RequestException(Axis.class, "axis.empty", "--" + option);
        }
    }

    /** Whether its values are repetitions of the same settings. */
    public boolean replicates() {
        return REPLICATES.contains(option);
    }

    /** Whether an option's values are repetitions of the same settings. */
    public static boolean replicates(String option) {
        return REPLICATES.contains(option);
    }
}
