package dev.bunrui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleBatch;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.ArticleClassifier.Classified;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.classify.Task;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.classify.explain.ExplanationJson;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bunrui classify}: one article, or a file of them, by what a run or PEFT has trained. */
@Command(name = "classify", sortOptions = false, abbreviateSynopsis = true)
final class ClassifyCommand implements Callable<Integer> {
    private static final List<String> ONLY_WITHOUT_RUN = List.of("--model", "--adapter", "--template", "--max-length");
    private static final List<String> ONLY_WITH_FILE =
            List.of("--output", "--title-column", "--body-column", "--label-column");

    private final Session session;

    @Option(names = "--run", paramLabel = "RUN", descriptionKey = "option.run")
    private @Nullable String run;

    @Option(names = "--model", paramLabel = "ID|DIR", descriptionKey = "option.model")
    private @Nullable String model;

    @Option(names = "--adapter", paramLabel = "DIR", descriptionKey = "option.adapter")
    private @Nullable Path adapter;

    @Option(
            names = "--template",
            paramLabel = "0|1|2|TEXT",
            defaultValue = "2",
            descriptionKey = "option.classify-template")
    private String template = "";

    @Option(
            names = "--max-length",
            paramLabel = "N",
            defaultValue = "512",
            descriptionKey = "option.classify-max-length")
    private int maxLength;

    @Option(names = "--title", paramLabel = "TEXT", descriptionKey = "option.title")
    private @Nullable String title;

    @Option(names = "--body", paramLabel = "TEXT", descriptionKey = "option.body")
    private @Nullable String body;

    @Option(names = "--explain", descriptionKey = "option.explain")
    private boolean explain;

    @Option(names = "--class", paramLabel = "LABEL", descriptionKey = "option.explain-class")
    private @Nullable String explained;

    @Option(names = "--input", paramLabel = "PATH", descriptionKey = "option.input")
    private @Nullable Path input;

    @Option(names = "--output", paramLabel = "FILE", descriptionKey = "option.output")
    private @Nullable Path output;

    @Mixin
    private final ReviewOptions reviewing = new ReviewOptions();

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Mixin
    private final DeviceOptions compute = new DeviceOptions();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec;

    /** Set when the options were checked; null where nothing is left to a person. */
    private @Nullable ReviewRule review;

    ClassifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        if (run != null) {
            review = reviewing.rule(session, RunFolder.find(runs.folder(session), run));
        }
        if (input == null) {
            Article article = new Article("1", title == null ? "" : title, body == null ? "" : body, null, Map.of());
            try (ArticleClassifier classifier = open(title != null)) {
                classifier.classify(List.of(article), classified -> print(classifier, classified));
            }
        } else {
            classifyAll(ArticleBatch.of(input, columns.columns(), output, review));
        }
        return Cli.done();
    }

    private void classifyAll(ArticleBatch articles) {
        boolean elsewhere = output != null || !session.terminal().outIsTerminal();
        try (ArticleClassifier classifier = open(articles.titled())) {
            try (ClassifiedCount count = new ClassifiedCount(session, articles.size(), elsewhere)) {
                if (output != null) {
                    articles.write(classifier, count::done);
                } else if (json.asked()) {
                    articles.classify(
                            classifier,
                            count::done,
                            each -> JsonLine.print(session.terminal().out(), articles.json(each)));
                } else {
                    ClassifiedTable table =
                            new ClassifiedTable(session, classifier.task().labels(), review);
                    articles.classify(classifier, count::done, table::print);
                }
            }
            if (output != null) {
                session.speaking(json.asked())
                        .terminal()
                        .out()
                        .println(session.text("classify.written", Figures.count(articles.size()), output));
            }
        }
    }

    private void check() {
        if (run == null && model == null) {
            throw new RequestException(ClassifyCommand.class, "classify.what");
        }
        if (run != null) {
            refuse(ONLY_WITHOUT_RUN, "classify.run-option");
        }
        if (input == null) {
            refuse(ONLY_WITH_FILE, "classify.file-option");
            if (blank(title) && blank(body)) {
                throw new RequestException(ClassifyCommand.class, "classify.nothing");
            }
        } else {
            refuse(List.of("--title", "--body", "--explain"), "classify.text-option");
        }
        reviewing.check(run != null);
        if (!explain) {
            refuse(List.of("--class"), "classify.class-option");
        }
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private void refuse(List<String> options, String key) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new RequestException(ClassifyCommand.class, key, option);
            }
        }
    }

    private ArticleClassifier open(boolean titled) {
        if (run != null) {
            RunFolder found = RunFolder.find(runs.folder(session), run);
            return RunClassifier.open(found, session.models(), compute.device(), compute.precision());
        }
        ModelFolder base = session.models().locate(Objects.requireNonNull(model));
        ComputeDevice device = ComputeDevice.of(compute.device());
        Precision precision = Precision.of(compute.precision(), device);
        Task reading = ArticleClassifier.reading(Template.of(template, titled), maxLength, Truncation.BODY);
        return adapter == null
                ? ArticleClassifier.open(base, reading, device, precision)
                : ArticleClassifier.open(adapter, base, reading, device, precision);
    }

    private void print(ArticleClassifier classifier, Classified classified) {
        Optional<Explanation> explanation =
                explain ? Optional.of(explanation(classifier, classified.article())) : Optional.empty();
        if (json.asked()) {
            ObjectNode answer = ClassificationJson.of(classified.classification());
            if (review != null) {
                review.of(classified.classification()).addTo(answer);
            }
            explanation.ifPresent(found -> answer.set("explanation", ExplanationJson.of(found)));
            JsonLine.print(session.terminal().out(), answer);
        } else {
            new ClassificationReport(session).print(classified.classification(), review);
            explanation.ifPresent(found -> new ExplanationReport(session).print(classified.article(), found));
        }
    }

    private Explanation explanation(ArticleClassifier classifier, Article article) {
        try (Explainer explainer = new Explainer(classifier)) {
            return explainer.explain(article, explained, () -> {});
        }
    }
}
