package dev.bunrui.app.chart;

import io.fair_acc.chartfx.plugins.DataPointTooltip;
import io.fair_acc.chartfx.renderer.Renderer;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.scene.input.MouseEvent;

/** What stands beside the pointer when it is near a point: the curve, and where the point is. */
final class PointTooltip extends DataPointTooltip {
    private static final double PICKING = 20;

    private final Function<Renderer, String> curve;
    private final BiFunction<Double, Double, String> place;

    /**
     * Words in the language of the moment.
     *
     * @param curve names the curve that a renderer draws
     * @param place says where a point is
     */
    PointTooltip(Function<Renderer, String> curve, BiFunction<Double, Double, String> place) {
        super(PICKING);
        this.curve = curve;
        this.place = place;
        // The library leaves it standing where the pointer was last.
        registerInputEventHandler(
                MouseEvent.MOUSE_EXITED, event -> getChartChildren().clear());
    }

    @Override
    protected String formatLabel(DataPoint point) {
        return curve.apply(point.renderer) + "\n" + place.apply(point.x, point.y);
    }
}
