package dev.bunrui.cli;

import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.service.BackgroundService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui sweep drop}: takes runs out of a sweep. */
@Command(name = "drop", sortOptions = false, abbreviateSynopsis = true)
final class SweepDropCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "SWEEP", descriptionKey = "option.sweep")
    private String sweep = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "RUN", descriptionKey = "option.sweep-drop")
    private List<String> dropped = new ArrayList<>();

    @Mixin
    private final RunsOption runs = new RunsOption();

    SweepDropCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        BackgroundService service = new BackgroundService(session.folders());
        for (String run : dropped) {
            service.stop(List.of(folder.run(run)));
            folder.drop(run);
            session.terminal().out().println(session.text("sweep.dropped", run, folder.name()));
        }
        return Cli.done();
    }
}
