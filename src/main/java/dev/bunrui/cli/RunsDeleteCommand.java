package dev.bunrui.cli;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.service.BackgroundService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs delete}. */
@Command(name = "delete", sortOptions = false, abbreviateSynopsis = true)
final class RunsDeleteCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    RunsDeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        new BackgroundService(session.folders()).delete(folder);
        session.terminal().out().println(session.text("runs.deleted", runs.again(folder.name())));
        return Cli.done();
    }
}
