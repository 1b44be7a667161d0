package dev.bunrui.cli;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.cli.text.DisplayWidth;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.experiment.Quickstart;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui quickstart}: the main job from nothing, with what comes with the program. */
@Command(name = "quickstart", sortOptions = false, abbreviateSynopsis = true)
final class QuickstartCommand implements Callable<Integer> {
    private static final int TITLE_COLUMNS = 60;

    private final Session session;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    QuickstartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Session speaking = session.speaking(json.asked());
        Terminal terminal = speaking.terminal();
        RunSettings settings = Quickstart.settings(session.data().locate(DataLocator.SAMPLE));
        Split split = Splitter.split(
                DataReader.read(settings.data(), settings.columns()).parts(), settings.split());
        long labels = split.train().stream().map(Article::label).distinct().count();
        int articles =
                split.train().size() + split.validation().size() + split.test().size();
        terminal.out().println(terminal.strong(session.text("quickstart.title")));
        terminal.out().println(session.text("quickstart.data", articles, labels, settings.data()));
        terminal.out().println(session.text("quickstart.model", Quickstart.MODEL));
        terminal.out()
                .println(session.text("quickstart.train", settings.training().epochs()));
        Optional<RunResult> result =
                new FollowedRun(speaking, runs).follow(work -> work.start(runs.folder(session), "", settings));
        if (result.isEmpty()) {
            return Cli.stopped();
        }
        terminal.out().println(session.text("quickstart.scores"));
        new ScoreReport(speaking).print(result.get());
        classify(speaking, result.get(), split.test().get(0));
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), result.get().json());
        }
        return Cli.done();
    }

    private void classify(Session speaking, RunResult result, Article unseen) {
        Terminal terminal = speaking.terminal();
        terminal.out().println();
        terminal.out()
                .println(session.text(
                        "quickstart.article",
                        DisplayWidth.cut(unseen.title(), TITLE_COLUMNS),
                        String.valueOf(unseen.label())));
        try (ArticleClassifier classifier = RunClassifier.open(result.folder(), session.models(), "auto", "auto")) {
            classifier.classify(
                    List.of(unseen), each -> new ClassificationReport(speaking).print(each.classification(), null));
        }
        terminal.out().println();
        terminal.out()
                .println(session.text(
                        "quickstart.next", runs.again(result.folder().name())));
    }
}
