package dev.bunrui.app.compare;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.service.slurm.SeenElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One of a sweep's runs.
 *
 * @param values of the options that take several
 * @param job that works on it, where that is Slurm's affair
 */
record SweepRun(RunFolder folder, Map<String, String> values, State state, Optional<SeenElement> job) {
    SweepRun {
        values = new LinkedHashMap<>(values);
    }

    /** Whether it waits for its turn or is worked on. */
    boolean underWay() {
        return state == State.WAITING || state.held();
    }

    /** The values in one line. */
    String words() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue().replace("\n", "\\n"))
                .collect(Collectors.joining(", "));
    }
}
