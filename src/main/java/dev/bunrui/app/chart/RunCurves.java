package dev.bunrui.app.chart;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.training.TrainingEvent;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The curves of one run, as every page shows them: losses over steps beside validation scores over epochs. */
public final class RunCurves implements Curves {
    private static final String LOSS = "curve.loss";
    private static final String SMOOTH = "curve.smooth";
    private static final String VALIDATION = "curve.validation";
    private static final String F1 = "curve.f1";
    private static final String ACCURACY = "curve.accuracy";

    private final CurveChart losses;
    private final CurveChart scores;
    private final HBox node;

    /** No run yet; {@code prefix} begins the ids of the charts. */
    public RunCurves(Texts texts, String prefix) {
        this.losses = new CurveChart(texts, prefix + "losses")
                .curve(LOSS, "#8c959f80", 1, false)
                .curve(SMOOTH, "#2f7fd1", 2, false)
                .curve(VALIDATION, "#d9822b", 2, true);
        this.scores = new CurveChart(texts, prefix + "scores")
                .curve(F1, "#2da44e", 2, true)
                .curve(ACCURACY, "#8250df", 2, true)
                .between(0, 100);
        Shapes shapes = new Shapes(texts);
        this.node = new HBox(14, charted(shapes, "monitor.losses", losses), charted(shapes, "monitor.scores", scores));
    }

    private static Node charted(Shapes shapes, String key, CurveChart chart) {
        VBox card = shapes.card(key, chart.node());
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setMinSize(0, 0);
        card.setPrefWidth(1);
        return card;
    }

    /** The charts side by side, each in a box of its own. */
    public Node node() {
        return node;
    }

    @Override
    public void clear() {
        losses.clear();
        scores.clear();
    }

    @Override
    public void started(TrainingEvent.Started started) {
        losses.upTo((double) started.steps());
        scores.upTo((double) started.steps() / Math.max(1, started.stepsPerEpoch()));
    }

    @Override
    public void step(TrainingEvent.Stepped step, double smoothedLoss) {
        losses.add(LOSS, (double) step.step(), step.loss());
        losses.add(SMOOTH, (double) step.step(), smoothedLoss);
    }

    @Override
    public void evaluation(TrainingEvent.Evaluated evaluated, long step) {
        losses.add(VALIDATION, (double) step, evaluated.loss());
        scores.add(F1, evaluated.epoch(), 100 * evaluated.scores().macroF1());
        scores.add(ACCURACY, evaluated.epoch(), 100 * evaluated.scores().accuracy());
    }

    @Override
    public void draw() {
        losses.draw();
        scores.draw();
    }
}
