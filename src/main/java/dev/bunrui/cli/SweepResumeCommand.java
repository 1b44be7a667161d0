package dev.bunrui.cli;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.service.slurm.SlurmSweep;
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
    private final SlurmOptions slurm = new SlurmOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    SweepResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        slurm.check();
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        if (slurm.slurm()) {
            return onSlurm(folder);
        }
        SweepSitting sitting = new SweepSitting(session, runs, json.asked());
        if (background) {
            return sitting.leave(folder);
        }
        try (Loaded loaded = new Loaded(session.models())) {
            return sitting.work(folder, loaded);
        }
    }

    private int onSlurm(SweepFolder folder) {
        SlurmSitting sitting = new SlurmSitting(session, runs, slurm, json.asked());
        if (new SlurmSweep(session.folders(), folder).there()) {
            return sitting.goOn(folder);
        }
        try (Loaded loaded = new Loaded(session.models())) {
            return sitting.begin(folder, loaded);
        }
    }
}
