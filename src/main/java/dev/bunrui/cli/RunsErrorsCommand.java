package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.analysis.MisreadArticles;
import dev.bunrui.experiment.analysis.TestedArticle;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs errors}: the articles of the test that a run got wrong, or those behind a cell of the matrix. */
@Command(name = "errors", sortOptions = false, abbreviateSynopsis = true)
final class RunsErrorsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Option(names = "--cell", paramLabel = "GOLD,PREDICTED", descriptionKey = "option.cell")
    private String cell = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", descriptionKey = "option.errors-limit")
    private int limit;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsErrorsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new RequestException(RunsErrorsCommand.class, "errors.limit", String.valueOf(limit));
        }
        MisreadArticles tested = MisreadArticles.of(TestedRun.read(RunFolder.find(runs.folder(session), run)));
        List<TestedArticle> all = cell.isEmpty() ? tested.misread() : ofCell(tested);
        List<TestedArticle> shown = all.stream().limit(limit).toList();
        if (json.asked()) {
            shown.forEach(each -> JsonLine.print(session.terminal().out(), json(each)));
            return Cli.done();
        }
        if (!shown.isEmpty()) {
            print(shown);
        }
        session.terminal()
                .out()
                .println(session.text(
                        cell.isEmpty() ? "errors.count" : "errors.cell",
                        Figures.count(all.size()),
                        Figures.count(tested.articles().size()),
                        Figures.count(shown.size())));
        return Cli.done();
    }

    /** Labels may have commas of their own. */
    private List<TestedArticle> ofCell(MisreadArticles tested) {
        for (int comma = cell.indexOf(','); comma >= 0; comma = cell.indexOf(',', comma + 1)) {
            String gold = cell.substring(0, comma).strip();
            String predicted = cell.substring(comma + 1).strip();
            if (cell.indexOf(',', comma + 1) < 0 || tested.labels().containsAll(List.of(gold, predicted))) {
                return tested.cell(gold, predicted);
            }
        }
        throw new RequestException(RunsErrorsCommand.class, "errors.no-cell", cell);
    }

    private void print(List<TestedArticle> articles) {
        TextTable table = new TextTable("rllll")
                .row(
                        "%",
                        session.text("errors.gold"),
                        session.text("errors.predicted"),
                        session.text("errors.id"),
                        session.text("errors.title"));
        articles.forEach(each -> table.row(
                Figures.percent(each.confidence()),
                each.gold(),
                each.predicted(),
                each.article().id(),
                each.article().title()));
        session.terminal().table(table);
    }

    private static ObjectNode json(TestedArticle tested) {
        return new ObjectMapper()
                .createObjectNode()
                .put("id", tested.article().id())
                .put("title", tested.article().title())
                .put("gold", tested.gold())
                .put("predicted", tested.predicted())
                .put("confidence", tested.confidence());
    }
}
