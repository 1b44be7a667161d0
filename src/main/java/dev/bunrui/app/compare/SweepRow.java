package dev.bunrui.app.compare;

import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.service.ListedSweep;
import dev.bunrui.service.slurm.SeenElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * A sweep that was read; one that is damaged does not hide the others.
     *
     * @param jobs that work on its runs, by their names, where that is Slurm's affair and they were asked for
     */
    static SweepRow of(ListedSweep listed, Map<String, SeenElement> jobs) {
        if (listed instanceof ListedSweep.Damaged damaged) {
            return new SweepRow(damaged.folder(), String.valueOf(damaged.why().getMessage()), List.of(), 0);
        }
        ListedSweep.Known known = (ListedSweep.Known) listed;
        Sweep sweep = known.sweep();
        List<SweepRun> runs = new ArrayList<>();
        sweep.runs()
                .forEach((name, values) -> runs.add(new SweepRun(
                        known.folder().run(name),
                        values,
                        known.states().get(runs.size()),
                        Optional.ofNullable(jobs.get(name)))));
        String options = sweep.plan().axes().stream().map(SweepRow::words).collect(Collectors.joining(", "));
        return new SweepRow(known.folder(), options, runs, sweep.skipped().size());
    }

    private static String words(Axis axis) {
        return axis.option() + " " + String.join(" ", axis.values()).replace("\n", "\\n");
    }

    /** Whether it is Slurm that works on it. */
    boolean slurm() {
        return runs.stream().anyMatch(run -> run.job().isPresent());
    }

    /** Whether its script was saved, and nobody has submitted it yet. */
    boolean unsent() {
        return slurm()
                && runs.stream()
                        .flatMap(run -> run.job().stream())
                        .allMatch(element -> element.job().id().isEmpty());
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
