package dev.bunrui.app.look;

import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Names with a bar and a figure each. */
public final class Bars {
    private final GridPane grid = new GridPane();

    /** No bars yet; {@code id} is the grid's own. */
    public Bars(String id) {
        grid.setId(id);
        grid.setHgap(12);
        grid.setVgap(8);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        bars.setFillWidth(true);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), bars, new ColumnConstraints());
    }

    public GridPane node() {
        return grid;
    }

    /**
     * Shows values in their order.
     *
     * @param whole what fills a bar
     * @param figure how a value is written
     */
    public void show(Map<String, ? extends Number> values, double whole, Function<Number, String> figure) {
        grid.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, ? extends Number> entry : values.entrySet()) {
            Label name = new Label(entry.getKey());
            name.setMaxWidth(220);
            ProgressBar bar = new ProgressBar(whole == 0 ? 0 : entry.getValue().doubleValue() / whole);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setAccessibleText(entry.getKey() + " " + figure.apply(entry.getValue()));
            bar.getStyleClass().add("share-bar");
            Label number = new Label(figure.apply(entry.getValue()));
            number.setMinWidth(Region.USE_PREF_SIZE);
            number.getStyleClass().add("figures");
            grid.addRow(row++, name, bar, number);
        }
    }
}
