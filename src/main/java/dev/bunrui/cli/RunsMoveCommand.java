package dev.bunrui.cli;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs move}: a waiting run to another place in the queue. */
@Command(name = "move", sortOptions = false, abbreviateSynopsis = true)
final class RunsMoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Option(names = "--to", paramLabel = "N", required = true, descriptionKey = "option.to-place")
    private int to;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsMoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        BackgroundService service = new BackgroundService(session.folders());
        if (!service.waits(folder)) {
            throw new RequestException(RunsMoveCommand.class, "queue.absent", folder.path());
        }
        service.move(folder, to - 1);
        RunsQueueCommand.show(session, json.asked());
        return Cli.done();
    }
}
