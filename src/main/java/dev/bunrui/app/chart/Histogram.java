package dev.bunrui.app.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.plugins.XValueIndicator;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.spi.DoubleDataSet;
import java.util.Arrays;
import javafx.scene.Node;

/** How often which length occurs, and where a limit lies. */
public final class Histogram {
    private static final int BINS = 40;
    /** Few very long texts must not squeeze all others together. */
    private static final double SHOWN = 0.99;

    private static final double LIMITS_SHOWN = 2;
    private static final double MARGIN = 1.05;

    private final XYChart chart;
    private final DefaultNumericAxis across = new DefaultNumericAxis();
    private final DefaultNumericAxis up = new DefaultNumericAxis();
    private final ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();

    /** Nothing is shown yet; {@code id} is the chart's own. */
    public Histogram(String id) {
        for (DefaultNumericAxis axis : new DefaultNumericAxis[] {across, up}) {
            axis.setUnit(null);
            axis.setName(null);
            axis.setMinorTickCount(0);
            axis.setAutoRanging(false);
            axis.setTickLabelFormatter(new CountFormat());
        }
        renderer.setErrorStyle(ErrorStyle.NONE);
        renderer.setPolyLineStyle(LineStyle.HISTOGRAM_FILLED);
        renderer.setDrawMarker(false);
        renderer.getAxes().setAll(across, up);
        chart = new XYChart(across, up);
        chart.setId(id);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.getRenderers().setAll(renderer);
    }

    public Node node() {
        return chart;
    }

    /** Takes everything away. */
    public void clear() {
        chart.getPlugins().clear();
        renderer.getDatasets().clear();
    }

    /**
     * Shows how lengths are distributed; those beyond the end of the axis are counted in its last bar.
     *
     * @param limit where a line is drawn
     * @param limitName what is written at the line
     */
    public void show(int[] lengths, int limit, String limitName) {
        clear();
        if (lengths.length == 0) {
            return;
        }
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        int most = sorted[(int) Math.min(sorted.length - 1, Math.round(SHOWN * sorted.length))];
        // Far beyond all lengths the limit matters to nobody.
        double end = Math.max(most, limit <= LIMITS_SHOWN * most ? limit * MARGIN : 0);
        double width = Math.max(1, Math.ceil(end / BINS));
        int bins = (int) Math.ceil(end / width);
        double[] counts = new double[bins];
        for (int length : sorted) {
            counts[Math.min(bins - 1, (int) (length / width))]++;
        }
        DoubleDataSet data = new DoubleDataSet("lengths");
        double highest = 0;
        for (int bin = 0; bin < bins; bin++) {
            data.add((bin + 0.5) * width, counts[bin]);
            highest = Math.max(highest, counts[bin]);
        }
        data.setStyle("-fx-line-color: #2f7fd1; -fx-fill: #2f7fd1;");
        range(across, bins * width);
        range(up, 1.08 * highest);
        renderer.getDatasets().setAll(data);
        if (limit <= bins * width) {
            XValueIndicator line = new XValueIndicator(across, limit, limitName);
            line.setEditable(false);
            chart.getPlugins().add(line);
        }
    }

    private static void range(DefaultNumericAxis axis, double end) {
        axis.setMin(0);
        axis.setMax(end);
        axis.setTickUnit(Math.max(1, nice(end / 8)));
        axis.requestAxisLayout();
    }

    /** The next 1, 2 or 5 times a power of ten. */
    private static double nice(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(step, 1e-9))));
        double times = step / power;
        return (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10) * power;
    }
}
