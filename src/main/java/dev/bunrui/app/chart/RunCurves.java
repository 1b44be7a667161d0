package dev.bunrui.app.chart;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.Pace;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingEvent;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The curves of one run, as every page shows them. */
public final class RunCurves implements Curves {
    private static final String LOSS = "curve.loss";
    private static final String SMOOTH = "curve.smooth";
    private static final String VALIDATION = "curve.validation";
    private static final String F1 = "curve.f1";
    private static final String ACCURACY = "curve.accuracy";
    private static final String BEST = "curve.best";
    private static final String BEST_LEVEL = "curve.best-level";
    private static final String RATE = "curve.rate";
    private static final String SPEED = "curve.speed";
    private static final String MEMORY = "curve.memory";
    private static final String BUSY = "curve.busy";
    private static final String TAKEN = "curve.taken";

    private static final String STEP = "chart.step";
    private static final String EPOCH = "chart.epoch";

    private static final String GREY = "#8c959f80";
    private static final String BLUE = "#2f7fd1";
    private static final String ORANGE = "#d9822b";
    private static final String GREEN = "#2da44e";
    private static final String VIOLET = "#8250df";
    private static final String GOLD = "#c69026";
    private static final double GIB = 1 << 30;

    private final Texts texts;
    private final Shapes shapes;
    private final CurveChart losses;
    private final CurveChart scores;
    private final CurveChart rate;
    private final CurveChart speed;
    private final CurveChart memory;
    private final CurveChart device;
    private final BooleanProperty watched = new SimpleBooleanProperty();
    private final List<CurveChart> charts;
    private final ObjectProperty<TrainingEvent.@Nullable Evaluated> best = new SimpleObjectProperty<>();
    private double epochs;
    private double tokensPerSecond = Double.NaN;

    /** No run yet; {@code prefix} begins the ids of the charts. */
    public RunCurves(Texts texts, String prefix) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.losses = new CurveChart(texts, prefix + "losses", STEP, "chart.nats", Figures::loss)
                .curve(LOSS, GREY, 1, Curve.Shape.LINE)
                .curve(SMOOTH, BLUE, 2, Curve.Shape.LINE)
                .curve(VALIDATION, ORANGE, 2, Curve.Shape.MARKED)
                .legend(texts.of(LOSS), GREY, 1)
                .legend(texts.of(SMOOTH), BLUE, 2)
                .legend(texts.of(VALIDATION), ORANGE, 2);
        this.scores = new CurveChart(texts, prefix + "scores", EPOCH, "chart.percent", RunCurves::percent)
                .curve(BEST_LEVEL, GOLD, 1, Curve.Shape.DASHED)
                .curve(ACCURACY, VIOLET, 2, Curve.Shape.MARKED)
                .curve(F1, GREEN, 2, Curve.Shape.MARKED)
                .curve(BEST, GOLD, 2, Curve.Shape.SPOT)
                .between(0, 106)
                .legend(texts.of(F1), GREEN, 2)
                .legend(texts.of(ACCURACY), VIOLET, 2)
                .legend(bestWords(), GOLD, 8);
        RateFormat rates = new RateFormat();
        this.rate = new CurveChart(texts, prefix + "rate-curve", STEP, "chart.rate", rates::toString)
                .curve(RATE, BLUE, 2, Curve.Shape.LINE)
                .fromZero(rates);
        this.speed = new CurveChart(texts, prefix + "speed-curve", STEP, "chart.speed", RunCurves::rounded)
                .curve(SPEED, GREEN, 2, Curve.Shape.LINE)
                .fromZero(new CountFormat());
        this.memory = new CurveChart(texts, prefix + "memory-curve", STEP, "chart.gib", RunCurves::bytes)
                .curve(MEMORY, VIOLET, 2, Curve.Shape.LINE)
                .fromZero(new CountFormat());
        this.device = new CurveChart(texts, prefix + "device-curve", STEP, "chart.percent", RunCurves::whole)
                .curve(BUSY, BLUE, 2, Curve.Shape.LINE)
                .curve(TAKEN, VIOLET, 2, Curve.Shape.LINE)
                .between(0, 106)
                .legend(texts.of(BUSY), BLUE, 2)
                .legend(texts.of(TAKEN), VIOLET, 2);
        this.charts = List.of(losses, scores, rate, speed, memory, device);
    }

    private StringBinding bestWords() {
        return Bindings.createStringBinding(
                () -> {
                    TrainingEvent.Evaluated evaluated = best.get();
                    return evaluated == null
                            ? texts.now(BEST)
                            : texts.now(
                                    "chart.best-of",
                                    Figures.percent(evaluated.scores().macroF1()),
                                    evaluated.epoch());
                },
                best,
                texts.language());
    }

    private static String percent(double score) {
        return String.format(Locale.ROOT, "%.2f %%", score);
    }

    private static String whole(double percent) {
        return Math.round(percent) + " %";
    }

    private static String rounded(double value) {
        return Figures.count(Math.round(value));
    }

    private static String bytes(double gibibytes) {
        return Figures.bytes(Math.round(gibibytes * GIB));
    }

    private VBox charted(String key, CurveChart chart) {
        VBox card = shapes.card(key, chart.node());
        card.getStyleClass().add("chart-card");
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setMinSize(0, 0);
        card.setPrefSize(1, 1);
        return card;
    }

    /** The losses and the scores side by side, each in a box of its own. */
    public Node node() {
        return new HBox(14, losses(), scores());
    }

    /** Training and validation loss over steps, in a box. */
    public Node losses() {
        return charted("chart.losses", losses);
    }

    /** Validation scores over epochs, the best one marked, in a box. */
    public Node scores() {
        return charted("chart.scores", scores);
    }

    /** The learning rate over steps, in a box. */
    public Node learningRate() {
        return charted("chart.rates", rate);
    }

    /** Tokens per second over steps, smoothed, in a box. */
    public Node speed() {
        return charted("chart.speeds", speed);
    }

    /** The worker's memory over steps, in a box. */
    public Node memory() {
        return charted("chart.memory", memory);
    }

    /** How busy the device was over steps, and how much of its memory was taken, in a box; not there without readings. */
    public Node device() {
        VBox box = charted("chart.device", device);
        Node title = box.getChildren().remove(0);
        if (title instanceof Region words) {
            words.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox heading = new HBox(10, title, device.names());
        heading.getStyleClass().add("line");
        box.getChildren().add(0, heading);
        Shapes.only(box, watched);
        return box;
    }

    @Override
    public void clear() {
        watched.set(false);
        charts.forEach(CurveChart::clear);
        best.set(null);
        tokensPerSecond = Double.NaN;
    }

    @Override
    public void started(TrainingEvent.Started started) {
        epochs = (double) started.steps() / Math.max(1, started.stepsPerEpoch());
        for (CurveChart chart : charts) {
            chart.upTo(chart == scores ? epochs : (double) started.steps());
        }
    }

    @Override
    public void step(TrainingEvent.Stepped step, double smoothedLoss) {
        losses.add(LOSS, (double) step.step(), step.loss());
        losses.add(SMOOTH, (double) step.step(), smoothedLoss);
        rate.add(RATE, (double) step.step(), step.learningRate());
        double now = step.tokens() / Math.max(step.seconds(), 1e-9);
        tokensPerSecond =
                Double.isNaN(tokensPerSecond) ? now : Pace.SMOOTHING * tokensPerSecond + (1 - Pace.SMOOTHING) * now;
        speed.add(SPEED, (double) step.step(), tokensPerSecond);
    }

    @Override
    public void memory(long step, long bytes) {
        memory.add(MEMORY, (double) step, bytes / GIB);
    }

    @Override
    public void reading(Reading reading) {
        watched.set(true);
        device.add(BUSY, (double) reading.step(), 100 * reading.busy().orElse(Double.NaN));
        device.add(TAKEN, (double) reading.step(), 100 * reading.taken().orElse(Double.NaN));
    }

    @Override
    public void evaluation(TrainingEvent.Evaluated evaluated, long step) {
        losses.add(VALIDATION, (double) step, evaluated.loss());
        double f1 = 100 * evaluated.scores().macroF1();
        scores.add(F1, evaluated.epoch(), f1);
        scores.add(ACCURACY, evaluated.epoch(), 100 * evaluated.scores().accuracy());
        if (evaluated.best()) {
            best.set(evaluated);
            scores.replace(BEST);
            scores.add(BEST, evaluated.epoch(), f1);
            scores.replace(BEST_LEVEL);
            scores.add(BEST_LEVEL, 0, f1);
            scores.add(BEST_LEVEL, epochs, f1);
        }
    }

    @Override
    public void draw() {
        charts.forEach(CurveChart::draw);
    }
}
