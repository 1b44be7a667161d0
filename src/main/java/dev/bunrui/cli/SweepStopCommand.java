package dev.bunrui.cli;

import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.slurm.SlurmSweep;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui sweep stop}: stops the run that is worked on, and takes the others off those that wait. */
@Command(name = "stop", sortOptions = false, abbreviateSynopsis = true)
final class SweepStopCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SWEEP", descriptionKey = "option.sweep")
    private String sweep = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    SweepStopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        new BackgroundService(session.folders()).stop(folder.runs());
        SlurmLook.at(new SlurmSweep(session.folders(), folder), session); // what waits there for nothing is taken out
        session.terminal().out().println(session.text("sweep.paused", runs.again(folder.name())));
        return Cli.done();
    }
}
