package dev.bunrui.cli;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bunrui sweep add}: more runs for a sweep, whether or not it is going on. */
@Command(name = "add", sortOptions = false, abbreviateSynopsis = true)
final class SweepAddCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SWEEP", descriptionKey = "option.sweep")
    private String sweep = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Spec
    private CommandSpec spec;

    SweepAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        Map<String, List<String>> given = SweepOptions.given(spec.commandLine().getParseResult());
        SweepPlan plan = wider(folder.read(), given);
        try (Loaded loaded = new Loaded(session.models())) {
            Grid grid = Grid.of(plan, loaded);
            new SweepPreview(session, true).skipped(grid.skipped());
            List<String> added = folder.add(grid.runs());
            session.terminal().out().println(session.text("sweep.added", added.size(), String.join(", ", added)));
        }
        return Cli.done();
    }

    /** The given values with all values of the other axes. */
    private static SweepPlan wider(Sweep sweep, Map<String, List<String>> given) {
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : sweep.plan().axes()) {
            if (!given.containsKey(axis.option())) {
                axes.add(axis);
            }
        }
        given.forEach((option, values) -> axes.add(new Axis(option, values)));
        SweepPlan plan = sweep.plan();
        return new SweepPlan(plan.data(), plan.base(), axes, plan.order(), plan.giveUp());
    }
}
