package dev.bunrui.app.chart;

import dev.bunrui.app.text.Texts;
import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.plugins.DataPointTooltip;
import io.fair_acc.chartfx.plugins.Zoomer;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.datareduction.MaxDataReducer;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.spi.DoubleDataSet;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** Named curves over one axis. Points are added on the window's thread, in order. */
public final class CurveChart {
    private static final double PICKING = 20;
    private static final double TICKS = 10;
    private static final double PADDING = 0.05;
    private static final double MARGIN = 0.02;

    private final Texts texts;
    private final VBox node = new VBox(6);
    private final FlowPane legend = new FlowPane();
    private final XYChart chart;
    private final DefaultNumericAxis across = new DefaultNumericAxis();
    private final DefaultNumericAxis up = new DefaultNumericAxis();
    private final Map<String, Curve> curves = new LinkedHashMap<>();

    /** A curve: how it is drawn, and its points. */
    private final class Curve {
        private final String key;
        private final String style;
        private final ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();
        private final DoubleArrayList newX = new DoubleArrayList();
        private final DoubleArrayList newY = new DoubleArrayList();
        private DoubleDataSet data;

        Curve(String key, String style, boolean marked) {
            this.key = key;
            this.style = style;
            this.data = empty();
            renderer.setErrorStyle(ErrorStyle.NONE);
            renderer.setDrawMarker(marked);
            renderer.setPolyLineStyle(LineStyle.NORMAL);
            renderer.setPointReduction(true);
            renderer.setRendererDataReducer(new MaxDataReducer());
            // The tooltip finds no axes where a renderer relies on the chart's.
            renderer.getAxes().setAll(across, up);
        }

        private DoubleDataSet empty() {
            DoubleDataSet set = new DoubleDataSet(texts.now(key));
            set.setStyle(style);
            return set;
        }

        void draw() {
            if (newX.isEmpty()) {
                return;
            }
            data.add(Arrays.copyOf(newX.elements(), newX.size()), Arrays.copyOf(newY.elements(), newY.size()));
            newX.clear();
            newY.clear();
            // A renderer that holds an empty data set repaints for ever.
            if (renderer.getDatasets().isEmpty()) {
                renderer.getDatasets().add(data);
            }
        }

        /** A chart that was taken off the screen while it was laid out never lets go of its data: new ones are taken. */
        void clear() {
            renderer.getDatasets().clear();
            newX.clear();
            newY.clear();
            data = empty();
        }
    }

    /** No curves yet; {@code id} is the chart's own. */
    public CurveChart(Texts texts, String id) {
        this.texts = texts;
        for (DefaultNumericAxis axis : new DefaultNumericAxis[] {across, up}) {
            axis.setUnit(null);
            axis.setName(null);
            axis.setMinorTickCount(0);
            axis.setForceZeroInRange(false);
            axis.setAutoRangeRounding(false);
        }
        up.setAutoRangePadding(PADDING);
        across.setTickLabelFormatter(new CountFormat());
        chart = new XYChart(across, up);
        chart.setId(id);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.getRenderers().clear();
        Zoomer zoomer = new Zoomer();
        zoomer.setAddButtonsToToolBar(false);
        zoomer.setSliderVisible(false);
        chart.getPlugins().addAll(zoomer, new DataPointTooltip(PICKING));
        legend.setHgap(16);
        legend.setVgap(4);
        node.getChildren().addAll(chart, legend);
        VBox.setVgrow(chart, Priority.ALWAYS);
    }

    /**
     * Adds a curve.
     *
     * @param key names its text
     * @param colour its colour, in CSS
     * @param width of its line
     * @param marked whether every point is marked, as where there are few
     */
    public CurveChart curve(String key, String colour, double width, boolean marked) {
        Label name = new Label();
        name.textProperty().bind(texts.of(key));
        name.setGraphic(new Rectangle(14, Math.max(2, width), Color.web(colour)));
        name.getStyleClass().add("muted");
        legend.getChildren().add(name);
        String style = "-fx-line-color: " + colour + "; -fx-line-width: " + width + "; -fx-marker-color: " + colour
                + "; -fx-marker-size: 3;";
        Curve curve = new Curve(key, style, marked);
        chart.getRenderers().add(curve.renderer);
        curves.put(key, curve);
        return this;
    }

    public Node node() {
        return node;
    }

    /** The horizontal axis from 0 to a little beyond {@code end}. */
    public void upTo(double end) {
        across.setAutoRanging(false);
        across.setMin(0);
        across.setMax(end * (1 + MARGIN));
        across.setTickUnit(Math.max(1, Math.ceil(end / TICKS)));
        // With both ranges fixed nothing else makes room for the numbers below the axis.
        across.requestAxisLayout();
    }

    /** The vertical axis from {@code low} to {@code high}, whatever the points are. */
    public CurveChart between(double low, double high) {
        up.setAutoRanging(false);
        up.setMin(low);
        up.setMax(high);
        return this;
    }

    /** Adds a point to a curve, to be shown with the next {@link #draw}; one that is no number is left out. */
    public void add(String key, double x, double y) {
        Curve curve = curves.get(key);
        if (curve != null && Double.isFinite(y)) {
            curve.newX.add(x);
            curve.newY.add(y);
        }
    }

    /** Shows the points that were added: all at once, since each change of a curve's data costs the same. */
    public void draw() {
        curves.values().forEach(Curve::draw);
    }

    /** Takes all points away. */
    public void clear() {
        curves.values().forEach(Curve::clear);
    }
}
