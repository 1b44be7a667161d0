package dev.bunrui.cli;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs as they are named on the command line: by themselves, or by the sweep that they belong to. */
final class ChosenRuns {
    private ChosenRuns() {}

    /**
     * The runs of these names, each once; all runs of the folder where none is named.
     *
     * @throws RequestException if a name is neither a run nor a sweep
     */
    static List<RunFolder> of(Path runs, List<String> names) {
        if (names.isEmpty()) {
            return RunSummary.list(runs);
        }
        List<RunFolder> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.addAll(named(runs, name));
        }
        return chosen.stream().distinct().toList();
    }

    private static List<RunFolder> named(Path runs, String name) {
        try {
            return List.of(RunFolder.find(runs, name));
        } catch (RequestException noRun) {
            try {
                return SweepFolder.find(runs, name).runs();
            } catch (RequestException noSweep) {
                throw noRun;
            }
        }
    }
}
