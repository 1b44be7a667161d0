package dev.bunrui.app.runs;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All that decided a run, in words. */
final class RunFacts {
    private static final double NAMES = 118;

    private final Texts texts;
    private final Shapes shapes;
    private final HBox columns = new HBox(24);
    private final ScrollPane node = new ScrollPane(columns);

    RunFacts(Texts texts) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        columns.getStyleClass().add("tab-content");
        node.setId("run-facts");
        node.setFitToWidth(true);
        node.accessibleTextProperty().bind(texts.of("runs.tab-settings"));
    }

    Node node() {
        return node;
    }

    /** Shows a run's settings. */
    void show(RunSummary run) {
        RunSettings settings = run.settings();
        columns.getChildren()
                .setAll(
                        column(data(run), text(settings, run.manifest())),
                        column(training(run)),
                        column(adapter(settings.lora()), machine(run)));
    }

    private static VBox column(Group... groups) {
        VBox column = new VBox(14);
        for (Group group : groups) {
            column.getChildren().addAll(group.title(), group.grid());
        }
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setPrefWidth(1);
        return column;
    }

    /** Facts below a heading. */
    private final class Group {
        private final Label title;
        private final GridPane grid = new GridPane();

        Group(String key) {
            this.title = shapes.label(key, "fact-group");
            grid.setHgap(12);
            grid.setVgap(4);
            ColumnConstraints names = new ColumnConstraints(NAMES);
            ColumnConstraints values = new ColumnConstraints(0, 1, Double.MAX_VALUE);
            values.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().addAll(names, values);
        }

        Group fact(String key, String value) {
            Label shown = new Label(value);
            shown.setWrapText(true);
            shown.setMinHeight(Region.USE_PREF_SIZE);
            Label name = shapes.label(key, "muted");
            name.setLabelFor(shown);
            GridPane.setValignment(name, VPos.TOP); // beside the first line of a long value
            grid.addRow(grid.getRowCount(), name, shown);
            return this;
        }

        Label title() {
            return title;
        }

        GridPane grid() {
            return grid;
        }
    }

    private Group data(RunSummary run) {
        RunSettings settings = run.settings();
        Columns named = settings.columns();
        Group group =
                new Group("runs.group-data").fact("runs.path", settings.data().toString());
        if (!named.equals(Columns.GUESSED)) {
            group.fact("runs.columns", columns(named));
        }
        run.manifest().ifPresent(manifest -> {
            Map<String, Integer> articles = manifest.articles();
            group.fact(
                            "runs.articles",
                            texts.now(
                                    "runs.parts",
                                    Figures.count(articles.getOrDefault("train", 0)),
                                    Figures.count(articles.getOrDefault("val", 0)),
                                    Figures.count(articles.getOrDefault("test", 0))))
                    .fact("runs.labels", String.join(texts.now("runs.and"), manifest.labels()))
                    .fact("runs.split-hash", manifest.splitHash());
        });
        return group.fact("runs.stratified", texts.now(settings.split().stratified() ? "runs.yes" : "runs.no"));
    }

    private static String columns(Columns columns) {
        return Stream.of(columns.title(), columns.body(), columns.label())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private Group text(RunSettings settings, Optional<RunManifest> manifest) {
        return new Group("runs.group-text")
                .fact("runs.model", settings.model())
                .fact("runs.template", manifest.map(RunManifest::template).orElse(settings.template()))
                .fact("runs.max-length", Figures.count(settings.maxLength()))
                .fact("runs.truncation", settings.truncation().option());
    }

    private Group training(RunSummary run) {
        TrainingSettings training = run.settings().training();
        Group group = new Group("runs.group-training")
                .fact("runs.lr", RunWords.rate(training.learningRate()))
                .fact("runs.epochs", Figures.count(training.epochs()))
                .fact("runs.warmup", RunWords.rate(training.warmupEpochs()))
                .fact("runs.batch", Figures.count(training.batchSize()))
                .fact("runs.micro-batch", number(training.microBatch(), "runs.auto"))
                .fact("runs.weight-decay", RunWords.rate(training.weightDecay()))
                .fact("runs.seed", Long.toString(training.seed()))
                .fact("runs.select", option(training.select()))
                .fact("runs.patience", number(training.patience(), "runs.never"))
                .fact("runs.recompute", option(training.recompute()));
        run.givenUp()
                .ifPresent(note -> group.fact(
                        "runs.given-up", note.message(texts.language().get())));
        run.lessened()
                .ifPresent(note -> group.fact(
                        "monitor.memory", note.message(texts.language().get())));
        return group;
    }

    private Group adapter(LoraSettings lora) {
        return new Group("runs.group-adapter")
                .fact("runs.rank", Figures.count(lora.rank()))
                .fact("runs.alpha", RunWords.rate(lora.alpha()))
                .fact("runs.dropout", RunWords.rate(lora.dropout()))
                .fact("runs.targets", String.join(", ", lora.targets()));
    }

    private Group machine(RunSummary run) {
        RunSettings settings = run.settings();
        Group group = new Group("runs.group-machine")
                .fact("runs.device", run.manifest().map(RunManifest::device).orElse(settings.device()))
                .fact(
                        "runs.precision",
                        run.manifest().map(RunManifest::precision).orElse(settings.precision()))
                .fact("runs.weights", settings.weights().option());
        run.manifest()
                .ifPresent(manifest -> group.fact(
                        "runs.versions",
                        manifest.versions().entrySet().stream()
                                .map(version -> version.getKey() + " " + version.getValue())
                                .collect(Collectors.joining(", "))));
        return group.fact("runs.folder", run.folder().path().toString());
    }

    private String number(OptionalInt number, String otherwise) {
        return number.isPresent() ? Figures.count(number.getAsInt()) : texts.now(otherwise);
    }

    private static String option(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
