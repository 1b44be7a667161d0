package dev.bunrui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui runs queue}: the runs that wait for their turn, in order. */
@Command(name = "queue", sortOptions = false, abbreviateSynopsis = true)
final class RunsQueueCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsQueueCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        show(session, json.asked());
        return Cli.done();
    }

    /** A run and its place, counted from 1. */
    private record Waiting(int place, RunFolder folder, Optional<RunSummary> summary) {}

    static void show(Session session, boolean json) {
        List<Waiting> waiting = new ArrayList<>();
        for (RunFolder run : new BackgroundService(session.folders()).waiting()) {
            waiting.add(new Waiting(waiting.size() + 1, run, summary(session, run)));
        }
        if (json) {
            waiting.forEach(each -> JsonLine.print(session.terminal().out(), json(session, each)));
        } else if (waiting.isEmpty()) {
            session.terminal().out().println(session.text("queue.none"));
        } else {
            session.terminal().table(table(session, waiting));
        }
    }

    /** Empty where the run was deleted or damaged since, which must not hide the others. */
    private static Optional<RunSummary> summary(Session session, RunFolder run) {
        try {
            return Optional.of(RunSummary.of(run));
        } catch (RequestException garbled) {
            session.terminal().err().println(garbled.getMessage());
            return Optional.empty();
        }
    }

    private static ObjectNode json(Session session, Waiting waiting) {
        ObjectNode node = waiting.summary()
                .map(summary -> RunsListCommand.json(session, summary))
                .orElseGet(() -> RunsListCommand.json(waiting.folder()));
        return node.put("place", waiting.place());
    }

    private static TextTable table(Session session, List<Waiting> waiting) {
        TextTable table = new TextTable("rll")
                .row(session.text("queue.place"), session.text("runs.name"), session.text("runs.model"));
        for (Waiting each : waiting) {
            String model =
                    each.summary().map(summary -> summary.settings().model()).orElse("–");
            table.row(Integer.toString(each.place()), each.folder().name(), model);
        }
        return table;
    }
}
