package dev.bunrui.app.compare;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A sweep at a glance.
 *
 * @param options those that take several values, with all of them; of a damaged sweep what is wrong
 * @param runs in the order in which they are worked on
 * @param skipped points of the grid that have no run
 */
record SweepRow(SweepFolder folder, String options, List<SweepRun> runs, int skipped) {
    SweepRow {
        runs = List.copyOf(runs);
    }

    /** What stands in a sweep's folder now; one that is damaged does not hide the others. */
    static SweepRow of(SweepFolder folder, BackgroundService service) {
        try {
            Sweep sweep = folder.read();
            List<RunFolder> folders =
                    sweep.runs().keySet().stream().map(folder::run).toList();
            List<State> states = service.states(folders);
            List<Map<String, String>> values = List.copyOf(sweep.runs().values());
            List<SweepRun> runs = new ArrayList<>();
            for (int i = 0; i < folders.size(); i++) {
                runs.add(new SweepRun(folders.get(i), values.get(i), states.get(i)));
            }
            String options = sweep.plan().axes().stream().map(SweepRow::words).collect(Collectors.joining(", "));
            return new SweepRow(folder, options, runs, sweep.skipped().size());
        } catch (RequestException damaged) {
            return new SweepRow(folder, String.valueOf(damaged.getMessage()), List.of(), 0);
        }
    }

    private static String words(Axis axis) {
        return axis.option() + " " + String.join(" ", axis.values()).replace("\n", "\\n");
    }

    int finished() {
        return (int) runs.stream().filter(run -> run.state() == State.FINISHED).count();
    }

    int failed() {
        return (int) runs.stream().filter(run -> run.state() == State.FAILED).count();
    }

    /** Runs that wait for their turn or are worked on. */
    int waiting() {
        return (int) runs.stream().filter(SweepRun::underWay).count();
    }

    /** Whether there is a run that is neither finished nor under way. */
    boolean canGoOn() {
        return finished() + waiting() < runs.size();
    }
}
