package dev.bunrui.app.chart;

import dev.bunrui.app.text.Texts;
import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.plugins.Zoomer;
import io.fair_acc.chartfx.renderer.Renderer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.StringConverter;

/**
 * Named curves over one axis. Points are added on the window's thread, in order. A drag zooms in; a right click goes one
 * zoom back, a double click all the way.
 */
final class CurveChart {
    /** Enough for the number at the topmost line, which is left out where it would be cut. */
    private static final double PADDING = 0.1;

    private static final double MARGIN = 0.04;

    private final Texts texts;
    private final VBox node = new VBox(4);
    private final FlowPane legend = new FlowPane();
    private final XYChart chart;
    private final DefaultNumericAxis across = new CountAxis();
    private final DefaultNumericAxis up = new DefaultNumericAxis();
    private final Zoomer zoomer = new Zoomer();
    private final CountFormat counts = new CountFormat();
    private final Map<String, Curve> curves = new LinkedHashMap<>();

    /**
     * No curves yet.
     *
     * @param id the chart's own
     * @param acrossKey names what is counted along the horizontal axis
     * @param upKey names what is measured along the vertical axis, with its unit
     * @param value how a point's value is written beside the pointer
     */
    CurveChart(Texts texts, String id, String acrossKey, String upKey, DoubleFunction<String> value) {
        this.texts = texts;
        name(across, acrossKey);
        name(up, upKey);
        up.setAutoRangePadding(PADDING);
        across.setTickLabelFormatter(counts);
        chart = new XYChart(across, up);
        chart.setId(id);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        // It slides in under the pointer, comes back when it is taken out, and has nothing in it.
        chart.getToolBar().setOpacity(0);
        chart.getToolBar().setMouseTransparent(true);
        chart.getRenderers().clear();
        zoomer.setAddButtonsToToolBar(false);
        zoomer.setSliderVisible(false);
        // The wheel by itself scrolls what the chart lies in.
        zoomer.setZoomScrollFilter(event -> event.isControlDown());
        PointTooltip tooltip = new PointTooltip(
                this::curveOf, (x, y) -> texts.now(acrossKey) + " " + counts.toString(x) + "\n" + value.apply(y));
        chart.getPlugins().addAll(zoomer, tooltip);
        chart.addEventFilter(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                zoomer.zoomOrigin();
            }
        });
        legend.setHgap(16);
        legend.setVgap(4);
        node.getChildren().addAll(chart, legend);
        legend.managedProperty().bind(legend.visibleProperty());
        VBox.setVgrow(chart, Priority.ALWAYS);
    }

    private void name(DefaultNumericAxis axis, String key) {
        axis.setUnit(null);
        axis.setName(texts.now(key));
        texts.language().addListener(change -> axis.setName(texts.now(key)));
        axis.setMinorTickCount(0);
        axis.setForceZeroInRange(false);
        axis.setAutoRangeRounding(false);
    }

    private String curveOf(Renderer renderer) {
        return curves.values().stream()
                .filter(curve -> curve.renderer() == renderer)
                .findFirst()
                .map(Curve::name)
                .orElse("");
    }

    /**
     * Adds a curve.
     *
     * @param key names its text
     * @param colour its colour, in CSS
     * @param width of its line
     */
    CurveChart curve(String key, String colour, double width, Curve.Shape shape) {
        Curve curve = new Curve(texts, key, colour, width, shape);
        // The tooltip finds no axes where a renderer relies on the chart's.
        curve.renderer().getAxes().setAll(across, up);
        chart.getRenderers().add(curve.renderer());
        curves.put(key, curve);
        return this;
    }

    /** Names a curve below the chart, after its colour. */
    CurveChart legend(ObservableValue<String> words, String colour, double width) {
        Label name = new Label();
        name.textProperty().bind(words);
        name.setGraphic(new Rectangle(14, Math.max(2, width), Color.web(colour)));
        name.getStyleClass().add("muted");
        legend.getChildren().add(name);
        return this;
    }

    Node node() {
        return node;
    }

    /** The names of the curves, to stand elsewhere than below the chart, where they take room from a low one. */
    Node names() {
        node.getChildren().remove(legend);
        return legend;
    }

    /** The horizontal axis from 0 to a little beyond {@code end}. */
    void upTo(double end) {
        across.setAutoRanging(false);
        across.setMin(0);
        across.setMax(end * (1 + MARGIN));
        // With both ranges fixed nothing else makes room for the numbers below the axis.
        across.requestAxisLayout();
    }

    /** The vertical axis from {@code low} to {@code high}, whatever the points are. */
    CurveChart between(double low, double high) {
        up.setAutoRanging(false);
        up.setMin(low);
        up.setMax(high);
        return this;
    }

    /** The vertical axis from 0 on, and how its numbers are written. */
    CurveChart fromZero(StringConverter<Number> numbers) {
        up.setForceZeroInRange(true);
        up.setTickLabelFormatter(numbers);
        return this;
    }

    /** Adds a point to a curve, to be shown with the next {@link #draw}; one that is no number is left out. */
    void add(String key, double x, double y) {
        Curve curve = curves.get(key);
        if (curve != null && Double.isFinite(y)) {
            curve.add(x, y);
        }
    }

    /** Forgets a curve's points, so that others take their place. */
    void replace(String key) {
        Curve curve = curves.get(key);
        if (curve != null) {
            curve.replace();
        }
    }

    /** Shows the points that were added: all at once, since each change of a curve's data costs the same. */
    void draw() {
        curves.values().forEach(Curve::draw);
    }

    /** Takes all points away, and zooms back. */
    void clear() {
        zoomer.zoomOrigin();
        curves.values().forEach(Curve::clear);
    }
}
