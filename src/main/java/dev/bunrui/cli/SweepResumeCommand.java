package dev.bunrui.cli;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.SweepFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui sweep resume}: goes on with a sweep at the run where it stood. */
@Command(name = "resume", sortOptions = false, abbreviateSynopsis = true)
final class SweepResumeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SWEEP", descriptionKey = "option.sweep")
    private String sweep = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--background", descriptionKey = "option.background")
    private boolean background;

    @Mixin
    private final JsonOption json = new JsonOption();

    SweepResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        SweepSitting sitting = new SweepSitting(session, runs, json.asked());
        if (background) {
            return sitting.leave(folder);
        }
        try (Loaded loaded = new Loaded(session.models())) {
            return sitting.work(folder, loaded);
        }
    }
}
