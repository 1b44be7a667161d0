package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.report.Report;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs report}: a run or a sweep on one page. */
@Command(name = "report", sortOptions = false, abbreviateSynopsis = true)
final class RunsReportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN|SWEEP", descriptionKey = "option.run-or-sweep")
    private String name = "";

    @Option(names = "--to", paramLabel = "FILE.html", required = true, descriptionKey = "option.report-to")
    private Path to = Path.of("");

    @Option(names = "--force", descriptionKey = "option.force")
    private boolean force;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path file = to.toAbsolutePath().normalize();
        Report.of(runs.folder(session), name, Locale.getDefault()).write(file, force);
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper().createObjectNode().put("report", file.toString()));
        } else {
            session.terminal().out().println(session.text("runs.reported", file));
        }
        return Cli.done();
    }
}
