package dev.bunrui.app.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Names with a bar and a figure each. Rows are kept, so that showing other values costs little. */
public final class Bars {
    private static final double WIDEST_NAME = 170;

    private final GridPane grid = new GridPane();
    private final List<Row> rows = new ArrayList<>();
    private final String first;
    private @Nullable Consumer<String> chosen;

    private record Row(Label name, ProgressBar bar, Label figure) {}

    /** No bars yet; {@code id} is the grid's own, {@code id-first} and {@code id-figure} those of the first name and figure. */
    public Bars(String id) {
        this.first = id;
        grid.setId(id);
        grid.setHgap(12);
        grid.setVgap(7);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        bars.setFillWidth(true);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), bars, new ColumnConstraints());
    }

    /** Sets the first name and its figure apart, as the best. */
    public Bars bestFirst() {
        grid.getStyleClass().add("best-first");
        return this;
    }

    /** Lets a name be chosen, by a click on its row or by a key. */
    public Bars choosing(Consumer<String> choose) {
        chosen = choose;
        return this;
    }

    public Region node() {
        return grid;
    }

    /**
     * Shows values in their order.
     *
     * @param whole what fills a bar
     * @param figure how a value is written
     */
    public <N extends Number> void show(List<Map.Entry<String, N>> values, double whole, Function<N, String> figure) {
        while (rows.size() < values.size()) {
            Row row = row();
            grid.addRow(rows.size(), row.name(), row.bar(), row.figure());
            rows.add(row);
        }
        while (rows.size() > values.size()) {
            Row row = rows.remove(rows.size() - 1);
            grid.getChildren().removeAll(row.name(), row.bar(), row.figure());
        }
        for (int i = 0; i < values.size(); i++) {
            Row row = rows.get(i);
            String name = values.get(i).getKey();
            N value = values.get(i).getValue();
            row.name().setText(name);
            row.name().getTooltip().setText(name);
            row.bar().setProgress(whole == 0 ? 0 : value.doubleValue() / whole);
            row.bar().setAccessibleText(name + " " + figure.apply(value));
            row.figure().setText(figure.apply(value));
        }
    }

    private Row row() {
        Label name = new Label();
        name.setMaxWidth(WIDEST_NAME);
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setTooltip(new Tooltip());
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("share-bar");
        Label figure = new Label();
        figure.setMinWidth(Region.USE_PREF_SIZE);
        figure.getStyleClass().add("figures");
        if (rows.isEmpty()) {
            name.setId(first + "-first");
            name.getStyleClass().add("first");
            figure.setId(first + "-figure");
            figure.getStyleClass().add("first");
        }
        Consumer<String> choose = chosen;
        if (choose != null) {
            name.setFocusTraversable(true);
            name.setAccessibleRole(AccessibleRole.BUTTON);
            name.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                    choose.accept(name.getText());
                    event.consume();
                }
            });
            for (Node part : List.of(name, bar, figure)) {
                part.setCursor(Cursor.HAND);
                part.setOnMouseClicked(event -> choose.accept(name.getText()));
            }
        }
        return new Row(name, bar, figure);
    }
}
