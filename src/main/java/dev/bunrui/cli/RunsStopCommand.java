package dev.bunrui.cli;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs stop}: a run that is worked on or waits for its turn. */
@Command(name = "stop", sortOptions = false, abbreviateSynopsis = true)
final class RunsStopCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    RunsStopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        BackgroundService service = new BackgroundService(session.folders());
        RunSummary.State state = service.state(folder);
        if (state.held()) {
            session.terminal().err().println(session.text("train.stopping"));
        } else if (!service.waits(folder)) {
            throw new RequestException(RunsStopCommand.class, "runs.idle", folder.path());
        }
        service.stop(folder);
        service.awaitStopped(folder);
        session.terminal().out().println(session.text("train.stopped", runs.again(folder.name())));
        return Cli.done();
    }
}
