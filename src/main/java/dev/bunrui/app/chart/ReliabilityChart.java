package dev.bunrui.app.chart;

import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.ReliabilityBin;
import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.plugins.XValueIndicator;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.spi.DoubleDataSet;
import io.fair_acc.dataset.spi.DoubleErrorDataSet;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;

/**
 * The reliability diagram: how often the label is right, over how sure the classifier is of it, both in per cent. On the
 * diagonal a classifier is right just as often as it says; below it, it is too sure. Bars are intervals of 95 %.
 */
public final class ReliabilityChart {
    private static final String BLUE = "#2f7fd1";
    private static final double PERCENT = 100;

    /** So that marks at the very ends are whole, and the number at the topmost line is not cut. */
    private static final double MARGIN = 6;

    private static final double STEP = 20;

    private final Texts texts;
    private final XYChart chart;
    private final DefaultNumericAxis across = new DefaultNumericAxis();
    private final DefaultNumericAxis up = new DefaultNumericAxis();
    private final ErrorDataSetRenderer diagonal = renderer(ErrorStyle.NONE, LineStyle.NORMAL);
    private final ErrorDataSetRenderer seen = renderer(ErrorStyle.ERRORBARS, LineStyle.NORMAL);
    private final XValueIndicator threshold;
    private List<ReliabilityBin> bins = List.of();

    /** Nothing is shown yet; {@code id} is the chart's own. */
    public ReliabilityChart(Texts texts, String id) {
        this.texts = texts;
        axis(across, "confidence.axis-confidence");
        axis(up, "confidence.axis-accuracy");
        for (ErrorDataSetRenderer each : List.of(diagonal, seen)) {
            each.getAxes().setAll(across, up);
        }
        seen.setDrawMarker(true);
        threshold = new XValueIndicator(across, 0);
        threshold.setEditable(false);
        chart = new XYChart(across, up);
        chart.setId(id);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.getToolBar().setOpacity(0);
        chart.getToolBar().setMouseTransparent(true);
        chart.getRenderers().setAll(diagonal, seen);
        chart.getPlugins()
                .addAll(
                        new PointTooltip(renderer -> renderer == seen ? texts.now("confidence.bin") : "", this::place),
                        threshold);
    }

    private static ErrorDataSetRenderer renderer(ErrorStyle errors, LineStyle line) {
        ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();
        renderer.setErrorStyle(errors);
        renderer.setPolyLineStyle(line);
        renderer.setDrawMarker(false);
        renderer.setPointReduction(false);
        return renderer;
    }

    private void axis(DefaultNumericAxis axis, String key) {
        axis.setUnit(null);
        axis.setName(texts.now(key));
        texts.language().addListener(change -> axis.setName(texts.now(key)));
        axis.setMinorTickCount(0);
        axis.setAutoRanging(false);
        axis.setMin(-MARGIN);
        axis.setMax(PERCENT + MARGIN);
        axis.setTickUnit(STEP);
        axis.setTickLabelFormatter(new PercentFormat());
    }

    public Node node() {
        return chart;
    }

    /** Takes everything away: a chart whose data outlive it is never let go of. */
    public void clear() {
        bins = List.of();
        diagonal.getDatasets().clear();
        seen.getDatasets().clear();
    }

    /** Shows bins; those without articles are left out. */
    public void show(List<ReliabilityBin> shown) {
        clear();
        bins = shown.stream().filter(bin -> bin.n() > 0).toList();
        if (bins.isEmpty()) {
            return; // a renderer that holds an empty data set repaints for ever
        }
        DoubleDataSet calibrated = new DoubleDataSet("calibrated");
        calibrated.add(0, 0);
        calibrated.add(PERCENT, PERCENT);
        calibrated.setStyle("-fx-line-color: #8c959f; -fx-line-width: 1; -fx-line-dash-array: 5 5;");
        DoubleErrorDataSet points = new DoubleErrorDataSet("seen");
        for (ReliabilityBin bin : bins) {
            points.add(
                    PERCENT * bin.confidence(),
                    PERCENT * bin.accuracy(),
                    PERCENT * (bin.accuracy() - bin.interval().low()),
                    PERCENT * (bin.interval().high() - bin.accuracy()));
        }
        points.setStyle("-fx-line-color: " + BLUE + "; -fx-line-width: 1.5; -fx-marker-color: " + BLUE
                + "; -fx-marker-type: circle; -fx-marker-size: 4;");
        diagonal.getDatasets().setAll(calibrated);
        seen.getDatasets().setAll(points);
        across.requestAxisLayout();
        up.requestAxisLayout();
    }

    /** Marks a confidence, between 0 and 1. */
    public void mark(double confidence) {
        threshold.setValue(PERCENT * confidence);
    }

    /** What the pointer is near to; the diagonal's ends say where they are. */
    private String place(double x, double y) {
        return bins.stream()
                .filter(bin -> Math.abs(PERCENT * bin.confidence() - x) < 1e-6)
                .min(Comparator.comparingDouble(bin -> Math.abs(PERCENT * bin.accuracy() - y)))
                .map(bin -> texts.now(
                        "confidence.bin-about",
                        Figures.percent(bin.confidence()),
                        Figures.percent(bin.accuracy()),
                        Figures.percent(bin.interval().low()),
                        Figures.percent(bin.interval().high()),
                        Figures.count(bin.n())))
                .orElse(texts.now("confidence.diagonal"));
    }
}
