package dev.bunrui.cli;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunTrash;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs restore}: a run that was deleted. */
@Command(name = "restore", sortOptions = false, abbreviateSynopsis = true)
final class RunsRestoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.deleted-run")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    RunsRestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunFolder folder = new RunTrash(runs.folder(session)).restore(run);
        session.terminal().out().println(session.text("runs.restored", folder.path()));
        return Cli.done();
    }
}
