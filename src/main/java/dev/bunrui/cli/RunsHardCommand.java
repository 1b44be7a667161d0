package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.analysis.HardArticles;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs hard}: the articles that several runs all get wrong; of two runs also those that just one does. */
@Command(name = "hard", sortOptions = false, abbreviateSynopsis = true)
final class RunsHardCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "RUN", descriptionKey = "option.hard-runs")
    private List<String> names = List.of();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsHardCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<RunFolder> folders = names.stream()
                .map(name -> RunFolder.find(runs.folder(session), name))
                .toList();
        HardArticles hard = HardArticles.of(folders);
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), json(hard));
            return Cli.done();
        }
        if (!hard.hard().isEmpty()) {
            print(hard);
        }
        session.terminal()
                .out()
                .println(session.text(
                        "hard.count",
                        Figures.count(hard.hard().size()),
                        Figures.count(hard.tested()),
                        Figures.count(names.size())));
        return Cli.done();
    }

    private void print(HardArticles hard) {
        TextTable table = new TextTable("rrlll")
                .row(
                        session.text("hard.votes"),
                        "%",
                        session.text("errors.gold"),
                        session.text("hard.agreed"),
                        session.text("errors.id"));
        hard.hard()
                .forEach(each -> table.row(
                        each.votes() + "/" + names.size(),
                        Figures.percent(each.confidence()),
                        each.gold(),
                        each.agreed(),
                        each.id()));
        session.terminal().table(table);
    }

    private static ObjectNode json(HardArticles hard) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        ArrayNode runs = node.putArray("runs");
        hard.runs().forEach(run -> runs.add(run.path().toString()));
        node.put("tested", hard.tested());
        ArrayNode articles = node.putArray("hard");
        hard.hard()
                .forEach(each -> articles.addObject()
                        .put("id", each.id())
                        .put("gold", each.gold())
                        .put("agreed", each.agreed())
                        .put("votes", each.votes())
                        .put("confidence", each.confidence()));
        return node;
    }
}
