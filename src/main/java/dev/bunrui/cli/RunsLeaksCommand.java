package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.analysis.SplitLeaks;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs leaks}: what a run's test shares with its training, and the score without it. */
@Command(name = "leaks", sortOptions = false, abbreviateSynopsis = true)
final class RunsLeaksCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsLeaksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        TestedRun tested = TestedRun.read(folder);
        SplitLeaks leaks = SplitLeaks.of(tested);
        List<String> labels = tested.manifest().labels();
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), json(folder, labels, leaks));
        } else {
            print(labels, leaks);
        }
        return Cli.done();
    }

    private void print(List<String> labels, SplitLeaks leaks) {
        if (!leaks.leaks().isEmpty()) {
            TextTable table = new TextTable("rllll")
                    .row(
                            session.text("leaks.alike"),
                            session.text("leaks.tested"),
                            session.text("errors.gold"),
                            session.text("leaks.trained"),
                            session.text("errors.gold"));
            leaks.leaks()
                    .forEach(leak -> table.row(
                            leak.same() ? session.text("leaks.same") : Figures.percent(leak.similarity()) + " %",
                            leak.tested().id(),
                            String.valueOf(leak.tested().label()),
                            leak.trained().id(),
                            String.valueOf(leak.trained().label())));
            session.terminal().table(table);
        }
        session.terminal()
                .out()
                .println(session.text(
                        "leaks.count",
                        Figures.count(leaks.leaks().size()),
                        Figures.count(leaks.all().scores().n()),
                        Figures.count(leaks.same())));
        new TestScoreTable(session, labels)
                .row(session.text("leaks.all"), leaks.all())
                .row(session.text("leaks.without"), leaks.without())
                .print();
    }

    private static ObjectNode json(RunFolder folder, List<String> labels, SplitLeaks leaks) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("run", folder.path().toString());
        ArrayNode list = node.putArray("leaks");
        leaks.leaks()
                .forEach(leak -> list.addObject()
                        .put("test", leak.tested().id())
                        .put("train", leak.trained().id())
                        .put("similarity", leak.similarity())
                        .put("same", leak.same()));
        node.set("all", leaks.all().summary(labels));
        node.set("without", leaks.without().summary(labels));
        return node;
    }
}
