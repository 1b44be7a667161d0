package dev.bunrui.cli;

import dev.bunrui.experiment.RunExport;
import dev.bunrui.experiment.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs export}: a whole run for another machine, or its adapter for PEFT. */
@Command(name = "export", sortOptions = false, abbreviateSynopsis = true)
final class RunsExportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Option(names = "--to", paramLabel = "FILE.zip|DIR", required = true, descriptionKey = "option.to")
    private Path to = Path.of("");

    @Mixin
    private final RunsOption runs = new RunsOption();

    RunsExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path target = to.toAbsolutePath().normalize();
        RunExport.to(target, RunFolder.find(runs.folder(session), run));
        session.terminal().out().println(session.text("runs.exported", target));
        return Cli.done();
    }
}
