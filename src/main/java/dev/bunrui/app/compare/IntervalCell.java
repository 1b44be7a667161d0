package dev.bunrui.app.compare;

import dev.bunrui.experiment.Metrics;
import dev.bunrui.message.Figures;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A test score as a point on a line that shows its 95 % interval; all cells of a table have the same scale. */
final class IntervalCell extends TableCell<Standing, @Nullable Metrics> {
    private static final double HEIGHT = 6;
    private static final double POINT = 8;

    private final Region line = new Region();
    private final Region point = new Region();
    private final Pane pane = new Pane(line, point) {
        @Override
        protected void layoutChildren() {
            place();
        }
    };

    IntervalCell() {
        line.getStyleClass().add("interval-line");
        point.getStyleClass().add("interval-point");
        pane.setMinHeight(POINT);
        pane.setPrefHeight(POINT);
    }

    @Override
    protected void updateItem(@Nullable Metrics metrics, boolean empty) {
        super.updateItem(metrics, empty);
        boolean shown = !empty && metrics != null;
        setGraphic(shown ? pane : null);
        setAccessibleText(shown && metrics != null ? words(metrics) : "");
        pane.requestLayout();
    }

    private static String words(Metrics metrics) {
        return Figures.percent(metrics.scores().macroF1()) + " ["
                + Figures.percent(metrics.f1Interval().low()) + ", "
                + Figures.percent(metrics.f1Interval().high()) + "]";
    }

    private void place() {
        Metrics metrics = getItem();
        Standing standing = getTableRow() == null ? null : getTableRow().getItem();
        if (metrics == null || standing == null) {
            return;
        }
        double width = Math.max(1, pane.getWidth() - POINT);
        double low = x(standing, metrics.f1Interval().low(), width);
        double high = x(standing, metrics.f1Interval().high(), width);
        double middle = pane.getHeight() / 2;
        line.resizeRelocate(low, middle - HEIGHT / 2, Math.max(2, high - low), HEIGHT);
        point.resizeRelocate(
                x(standing, metrics.scores().macroF1(), width) - POINT / 2, middle - POINT / 2, POINT, POINT);
    }

    private static double x(Standing standing, double score, double width) {
        double span = Math.max(1e-6, standing.scaleEnd() - standing.scaleStart());
        return POINT / 2 + width * (score - standing.scaleStart()) / span;
    }
}
