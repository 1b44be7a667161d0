package dev.bunrui.app.chart;

import dev.bunrui.app.text.Texts;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.spi.DoubleDataSet;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import java.util.Arrays;

/** One curve of a chart: how it is drawn, and its points. */
final class Curve {
    /** How a curve is drawn. */
    enum Shape {
        /** A line, for many points. */
        LINE(0, ""),
        /** A line with a mark at every point, for few of them. */
        MARKED(3, ""),
        /** A broken line, for what is only pointed out. */
        DASHED(0, " -fx-line-dash-array: 5 5;"),
        /** A large mark. */
        SPOT(6, "");

        private final int mark;
        private final String more;

        Shape(int mark, String more) {
            this.mark = mark;
            this.more = more;
        }
    }

    private final Texts texts;
    private final String key;
    private final String style;
    private final ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();
    private final DoubleArrayList newX = new DoubleArrayList();
    private final DoubleArrayList newY = new DoubleArrayList();
    private DoubleDataSet data;

    Curve(Texts texts, String key, String colour, double width, Shape shape) {
        this.texts = texts;
        this.key = key;
        this.style = "-fx-line-color: " + colour + "; -fx-line-width: " + width + "; -fx-marker-color: " + colour
                + "; -fx-marker-type: circle; -fx-marker-size: " + shape.mark + ";" + shape.more;
        this.data = empty();
        renderer.setErrorStyle(ErrorStyle.NONE);
        renderer.setDrawMarker(shape.mark > 0);
        renderer.setPolyLineStyle(LineStyle.NORMAL);
        renderer.setPointReduction(true);
        renderer.setRendererDataReducer(new ExtremesReducer());
    }

    ErrorDataSetRenderer renderer() {
        return renderer;
    }

    /** The curve's name, in the present language. */
    String name() {
        return texts.now(key);
    }

    private DoubleDataSet empty() {
        DoubleDataSet set = new DoubleDataSet(key);
        set.setStyle(style);
        return set;
    }

    void add(double x, double y) {
        newX.add(x);
        newY.add(y);
    }

    /** Forgets the points before those that are added from now on. */
    void replace() {
        if (!renderer.getDatasets().isEmpty()) {
            clear();
        }
        newX.clear();
        newY.clear();
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
