package dev.bunrui.app.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Classes and bars for their probabilities. The rows are kept from one answer to the next: someone is typing. */
final class RankBars {
    private static final double WIDEST_LABEL = 170;

    private final GridPane view = new GridPane();
    private final List<Row> rows = new ArrayList<>();

    private record Row(Label label, ProgressBar bar, Label percent) {}

    RankBars() {
        view.setId("ranks");
        view.setHgap(12);
        view.setVgap(7);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        bars.setFillWidth(true);
        view.getColumnConstraints().addAll(new ColumnConstraints(), bars, new ColumnConstraints());
    }

    Region view() {
        return view;
    }

    /** Shows classes in the order that they come in. */
    void show(List<Map.Entry<String, Double>> ranked) {
        while (rows.size() < ranked.size()) {
            Row row = row();
            view.addRow(rows.size(), row.label(), row.bar(), row.percent());
            rows.add(row);
        }
        while (rows.size() > ranked.size()) {
            Row row = rows.remove(rows.size() - 1);
            view.getChildren().removeAll(row.label(), row.bar(), row.percent());
        }
        for (int i = 0; i < ranked.size(); i++) {
            Row row = rows.get(i);
            Map.Entry<String, Double> entry = ranked.get(i);
            row.label().setText(entry.getKey());
            row.label().getTooltip().setText(entry.getKey());
            row.bar().setProgress(entry.getValue());
            row.percent().setText(String.format(Locale.ROOT, "%.1f %%", 100 * entry.getValue()));
        }
    }

    private Row row() {
        Label label = new Label();
        label.setMaxWidth(WIDEST_LABEL);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setTooltip(new Tooltip());
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("share-bar");
        Label percent = new Label();
        percent.setMinWidth(Region.USE_PREF_SIZE);
        if (rows.isEmpty()) {
            label.setId("first-class");
            label.getStyleClass().add("best");
            percent.setId("first-probability");
            percent.getStyleClass().add("best");
        }
        return new Row(label, bar, percent);
    }
}
