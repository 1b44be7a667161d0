package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.explain.Faithfulness;
import dev.bunrui.classify.explain.Faithfulness.Effect;
import dev.bunrui.classify.explain.FaithfulnessJson;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFaithfulness;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs explain}: whether what a run's explanations mark carries its decisions. */
@Command(name = "explain", sortOptions = false, abbreviateSynopsis = true)
final class RunsExplainCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Option(names = "--articles", paramLabel = "N", defaultValue = "100", descriptionKey = "option.explain-articles")
    private int most;

    @Mixin
    private final DeviceOptions compute = new DeviceOptions();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (most < 1) {
            throw new RequestException(RunsExplainCommand.class, "explain.articles", String.valueOf(most));
        }
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        try (ArticleClassifier classifier =
                RunClassifier.open(folder, session.models(), compute.device(), compute.precision())) {
            List<Article> articles = RunFaithfulness.articles(folder, most);
            Faithfulness measured;
            try (ClassifiedCount count = new ClassifiedCount(session, articles.size(), true)) {
                measured = RunFaithfulness.measure(folder, classifier, articles, count::done);
            }
            if (json.asked()) {
                ObjectNode node = new ObjectMapper()
                        .createObjectNode()
                        .put("run", folder.path().toString());
                JsonLine.print(session.terminal().out(), node.setAll(FaithfulnessJson.of(measured)));
            } else {
                print(measured);
            }
        }
        return Cli.done();
    }

    private void print(Faithfulness measured) {
        Terminal terminal = session.terminal();
        terminal.out()
                .println(session.text(
                        "explain.measured", Figures.count(measured.articles()), Figures.share(Faithfulness.SHARE)));
        TextTable table = new TextTable("lrrrl")
                .row(
                        session.text("explain.marking"),
                        session.text("explain.marked"),
                        session.text("explain.random"),
                        session.text("explain.difference"),
                        "95 %");
        row(table, "explain.by-sentences", measured.sentences());
        row(table, "explain.by-tokens", measured.tokens());
        terminal.table(table);
        boolean better = measured.sentences().difference().low() > 0
                && measured.tokens().difference().low() > 0;
        terminal.out()
                .println(
                        better
                                ? terminal.good(session.text("explain.better"))
                                : terminal.alarming(session.text("explain.chance")));
        RunFaithfulness.caveat(measured, Locale.getDefault()).ifPresent(terminal.out()::println);
    }

    private void row(TextTable table, String method, Effect effect) {
        table.row(
                session.text(method),
                Figures.percent(effect.marked()),
                Figures.percent(effect.random()),
                Figures.percent(effect.marked() - effect.random()),
                Figures.interval(effect.difference().low(), effect.difference().high()));
    }
}
