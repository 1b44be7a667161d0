package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.gauge.ReadingJson;
import dev.bunrui.message.Figures;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.ListedRun;
import dev.bunrui.service.RunList;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui runs list}. */
@Command(name = "list", sortOptions = false, abbreviateSynopsis = true)
final class RunsListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Session session;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path folder = runs.folder(session);
        RunList list = new RunList(new BackgroundService(session.folders()), folder);
        List<ListedRun.Known> runs = new ArrayList<>();
        for (ListedRun run : list.read()) {
            if (run instanceof ListedRun.Known known) {
                runs.add(known);
            } else if (run instanceof ListedRun.Damaged damaged) {
                // One broken run must not hide the others.
                session.terminal().err().println(damaged.why().getMessage());
            }
        }
        if (json.asked()) {
            runs.forEach(run -> JsonLine.print(session.terminal().out(), json(run.summary(), name(run.state()))));
        } else if (runs.isEmpty()) {
            session.terminal().out().println(session.text("runs.none", folder));
        } else {
            session.terminal().table(table(runs));
        }
        list.keep();
        return Cli.done();
    }

    private TextTable table(List<ListedRun.Known> runs) {
        TextTable table = new TextTable("llllrr")
                .row(
                        session.text("runs.name"),
                        session.text("runs.started"),
                        session.text("runs.state"),
                        session.text("runs.model"),
                        session.text("runs.val-f1"),
                        session.text("runs.test-f1"));
        for (ListedRun.Known run : runs) {
            RunSummary summary = run.summary();
            table.row(
                    summary.folder().name(),
                    TIME.format(summary.created().atZone(ZoneId.systemDefault())),
                    state(session, summary, name(run.state())),
                    summary.settings().model(),
                    summary.bestF1() < 0 ? "–" : Figures.percent(summary.bestF1()),
                    summary.result()
                            .map(result ->
                                    Figures.percent(result.test().scores().macroF1()))
                            .orElse("–"));
        }
        return table;
    }

    /** Where a run stands, with how far it got if it is not finished. */
    static String state(Session session, RunSummary summary) {
        return state(session, summary, name(session, summary));
    }

    private static String state(Session session, RunSummary summary, String name) {
        String state = session.text("state." + name);
        return summary.state() == RunSummary.State.FINISHED || summary.steps() == 0
                ? state
                : state + " " + Figures.share((double) summary.step() / summary.steps());
    }

    private static String name(Session session, RunSummary summary) {
        return name(new BackgroundService(session.folders()).state(summary.folder()));
    }

    private static String name(RunSummary.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** A run at a glance for programs. */
    static ObjectNode json(Session session, RunSummary summary) {
        return json(summary, name(session, summary));
    }

    private static ObjectNode json(RunSummary summary, String state) {
        ObjectNode node = summary.result().map(result -> result.json()).orElseGet(() -> json(summary.folder()));
        node.put("name", summary.folder().name());
        node.put("state", state);
        node.put("created", summary.created().toString());
        node.put("model", summary.settings().model());
        node.put("data", summary.settings().data().toString());
        node.put("step", summary.step());
        node.put("steps", summary.steps());
        summary.lessened()
                .ifPresent(note -> node.putObject("out_of_memory")
                        .put("step", note.step())
                        .put("micro_batch", note.event().fewer())
                        .put("layers_recomputed", note.event().layersRecomputed()));
        summary.reading().ifPresent(reading -> node.set("reading", ReadingJson.of(reading)));
        summary.failure().ifPresent(failure -> node.put("failure", failure.sentence()));
        return node;
    }

    /** A run of which nothing is known but where it is. */
    static ObjectNode json(RunFolder run) {
        return new ObjectMapper()
                .createObjectNode()
                .put("run", run.path().toAbsolutePath().toString())
                .put("name", run.name());
    }
}
