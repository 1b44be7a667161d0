package dev.bunrui.cli;

import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.service.slurm.SlurmSweep;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui sweep show}: the runs of a sweep and what came out. */
@Command(name = "show", sortOptions = false, abbreviateSynopsis = true)
final class SweepShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SWEEP", descriptionKey = "option.sweep")
    private String sweep = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    SweepShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        SlurmLook.at(new SlurmSweep(session.folders(), folder), session);
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), SweepReport.json(session, folder));
        } else {
            new SweepReport(session).print(folder);
        }
        return Cli.done();
    }
}
