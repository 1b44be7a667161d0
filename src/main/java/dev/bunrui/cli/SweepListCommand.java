package dev.bunrui.cli;

import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.Abreast;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui sweep list}. */
@Command(name = "list", sortOptions = false, abbreviateSynopsis = true)
final class SweepListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    SweepListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path folder = runs.folder(session);
        List<SweepFolder> sweeps = SweepFolder.list(folder);
        if (sweeps.isEmpty() && !json.asked()) {
            session.terminal().out().println(session.text("sweep.none", folder));
            return Cli.done();
        }
        TextTable table = new TextTable("llr")
                .row(session.text("runs.name"), session.text("sweep.options"), session.text("sweep.done"));
        Abreast abreast = new Abreast();
        for (SweepFolder each : sweeps) {
            try {
                Sweep sweep = each.read();
                if (json.asked()) {
                    JsonLine.print(session.terminal().out(), SweepReport.json(session, each));
                }
                List<RunFolder> runs =
                        sweep.runs().keySet().stream().map(each::run).toList();
                long finished = abreast.of(runs, RunFolder::finished).stream()
                        .filter(Boolean::booleanValue)
                        .count();
                table.row(
                        each.name(),
                        SweepCommand.words(sweep.plan().axes()),
                        finished + " / " + sweep.runs().size());
            } catch (RequestException garbled) {
                // One broken sweep must not hide the others.
                session.terminal().err().println(garbled.getMessage());
            }
        }
        if (!json.asked()) {
            session.terminal().table(table);
        }
        return Cli.done();
    }
}
