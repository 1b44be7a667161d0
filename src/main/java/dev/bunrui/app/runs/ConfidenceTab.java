package dev.bunrui.app.runs;

import dev.bunrui.app.chart.ReliabilityChart;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.CalibrationError;
import dev.bunrui.training.score.CoveragePoint;
import dev.bunrui.training.score.Interval;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The confidence of a finished run: the reliability diagram, what it says in words, and what a threshold buys. */
final class ConfidenceTab {
    private static final double WORDS = 470;
    private static final double LEAST_CHART = 130;

    /** A key press; whoever wants it finer drags. */
    private static final double STEP = 0.005;

    private final Texts texts;
    private final Shapes shapes;
    private final ConfidenceModel model;
    private final ReliabilityChart chart;
    private final StackPane node;

    ConfidenceTab(Texts texts, ConfidenceModel model) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        this.chart = new ReliabilityChart(texts, "run-reliability");
        model.confidence().addListener(change -> draw());
        model.threshold().subscribe(value -> chart.mark(value.doubleValue()));
        VBox diagram = new VBox(chart.node());
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        diagram.setMinHeight(LEAST_CHART);
        HBox.setHgrow(diagram, Priority.ALWAYS);
        HBox both = new HBox(18, diagram, words());
        both.getStyleClass().add("tab-content");
        both.visibleProperty().bind(model.confidence().isNotNull());
        Label none = shapes.shown(
                Bindings.createStringBinding(
                        () -> model.failure().get().isEmpty() ? texts.now("runs.unfinished") : "",
                        model.failure(),
                        texts.language()),
                "muted");
        none.visibleProperty().bind(model.confidence().isNull().and(model.busy().not()));
        this.node = new StackPane(none, both, shapes.alarm("confidence-failure", model.failure()));
    }

    Node node() {
        return node;
    }

    private void draw() {
        Confidence known = model.confidence().get();
        if (known == null) {
            chart.clear();
        } else {
            chart.show(known.after().bins());
        }
    }

    private Node words() {
        Label error = shapes.shown(known(this::error));
        error.setId("confidence-error");
        Label tendency = shapes.shown(known(this::tendency), "muted");
        tendency.setId("confidence-tendency");
        Label accuracy = shapes.shown(answered(this::accuracy));
        accuracy.setId("confidence-accuracy");
        Label person = shapes.shown(answered(this::person));
        person.setId("confidence-person");
        CheckBox marking = new CheckBox();
        marking.setId("confidence-marking");
        marking.textProperty().bind(texts.of("confidence.marking"));
        marking.setWrapText(true);
        marking.selectedProperty().bindBidirectional(model.marking());
        VBox box = new VBox(
                8,
                error,
                tendency,
                shapes.label("confidence.by-itself", "fact-group"),
                slider(),
                accuracy,
                person,
                marking);
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.accessibleTextProperty().bind(texts.of("runs.tab-confidence"));
        scroll.setMinWidth(WORDS);
        scroll.setMaxWidth(WORDS);
        return scroll;
    }

    private Node slider() {
        Slider slider = new Slider(0, 1, ConfidenceModel.FIRST);
        slider.setId("confidence-threshold");
        slider.setBlockIncrement(STEP);
        slider.valueProperty().bindBidirectional(model.threshold());
        slider.accessibleTextProperty().bind(texts.of("confidence.by-itself"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label value =
                shapes.shown(Bindings.createStringBinding(() -> Figures.tenths(model.rounded()), model.threshold()));
        value.setId("confidence-value");
        value.setMinWidth(60);
        HBox row = new HBox(10, slider, value);
        row.getStyleClass().add("line");
        return row;
    }

    private StringBinding known(Function<Confidence, String> words) {
        return words(model.confidence(), words);
    }

    private StringBinding answered(Function<CoveragePoint, String> words) {
        return words(model.point(), words);
    }

    private <T> StringBinding words(ObservableValue<T> value, Function<T, String> words) {
        return Bindings.createStringBinding(
                () -> value.getValue() == null ? "" : words.apply(value.getValue()), value, texts.language());
    }

    private String error(Confidence known) {
        String words = texts.now(
                "confidence.error",
                Figures.percent(known.after().corrected()),
                interval(known.after().interval()),
                Figures.percent(known.before().corrected()),
                interval(known.before().interval()),
                Figures.count(
                        known.after().bins().stream().mapToInt(bin -> bin.n()).sum()));
        return known.caveat(texts.language().get())
                .map(rough -> words + " " + rough)
                .orElse(words);
    }

    private String tendency(Confidence known) {
        CalibrationError raw = known.before();
        double gap = raw.bins().stream().mapToDouble(bin -> bin.n() * bin.gap()).sum();
        String temperature = String.format(Locale.ROOT, "%.2f", known.temperature());
        String key = gap < 0 ? "confidence.too-sure" : "confidence.too-cautious";
        return texts.now(raw.interval().low() > 0 ? key : "confidence.fair", temperature);
    }

    private String accuracy(CoveragePoint point) {
        return point.answered() == 0
                ? texts.now("confidence.none-answered")
                : texts.now(
                        "confidence.answered",
                        Figures.count(point.answered()),
                        Figures.tenths(point.share()),
                        Figures.percent(point.accuracy()),
                        interval(point.interval()));
    }

    private String person(CoveragePoint point) {
        return texts.now("confidence.person", Figures.count(point.toPerson()), Figures.tenths(1 - point.share()));
    }

    private static String interval(Interval interval) {
        return Figures.range(interval.low(), interval.high());
    }
}
