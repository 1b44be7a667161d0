package dev.bunrui.app.score;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.Confusion;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Which class was taken for which: a row is what the articles are, a column what they were taken for, and the stronger a
 * cell's colour, the greater its part of the row. Each cell says in words what it counts.
 */
public final class ConfusionGrid {
    /** More would neither be read nor laid out quickly. */
    private static final int MOST = 25;

    private static final double CELL = 22;
    private static final double LABEL = 130;
    private static final double FAINTEST = 0.12;

    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final Tooltip tooltip = new Tooltip();
    private final Label note;
    private final ScrollPane node;
    private final BiConsumer<String, String> chosen;
    private final CellChoice choice = new CellChoice();

    /**
     * No classes yet.
     *
     * @param id the grid's own
     * @param chosen hears of a cell that is chosen: what the articles are, and what they were taken for
     */
    public ConfusionGrid(Texts texts, String id, BiConsumer<String, String> chosen) {
        this.texts = texts;
        this.chosen = chosen;
        grid.setId(id);
        grid.setHgap(1);
        grid.setVgap(1);
        this.note = new Shapes(texts).label("confusion.axes", "muted");
        node = new ScrollPane(new VBox(6, grid, note));
        node.setFitToWidth(true);
        node.accessibleTextProperty().bind(texts.of("confusion.axes"));
    }

    public Node node() {
        return node;
    }

    /** No cell is chosen any more; the one that was gets the keys. */
    public void leave() {
        choice.leave();
    }

    /** Shows counts; of very many classes those that are mixed up most. */
    public void show(List<String> labels, Confusion confusion) {
        grid.getChildren().clear();
        note.textProperty().unbind();
        List<Integer> classes = shown(confusion);
        choice.begin(classes.size());
        note.textProperty()
                .bind(
                        classes.size() == confusion.classes()
                                ? texts.of("confusion.axes")
                                : texts.of("confusion.most", classes.size(), confusion.classes()));
        for (int place = 0; place < classes.size(); place++) {
            int label = classes.get(place);
            add(rowLabel(labels.get(label)), 0, place + 1, HPos.RIGHT, VPos.CENTER);
            add(columnLabel(labels.get(label)), place + 1, 0, HPos.CENTER, VPos.BOTTOM);
            for (int column = 0; column < classes.size(); column++) {
                int predicted = classes.get(column);
                if (confusion.count(label, predicted) > 0) {
                    grid.add(tint(confusion, label, predicted), column + 1, place + 1);
                }
                grid.add(figure(labels, confusion, label, predicted), column + 1, place + 1);
            }
        }
    }

    private void add(Node label, int column, int row, HPos across, VPos down) {
        GridPane.setHalignment(label, across);
        GridPane.setValignment(label, down);
        GridPane.setFillWidth(label, false);
        grid.add(label, column, row);
    }

    private static List<Integer> shown(Confusion confusion) {
        Comparator<Integer> most = Comparator.comparingInt(label -> -mistakes(confusion, label));
        return IntStream.range(0, confusion.classes())
                .boxed()
                .sorted(most)
                .limit(MOST)
                .sorted()
                .toList();
    }

    private static int mistakes(Confusion confusion, int label) {
        return confusion.support(label) + confusion.predictions(label) - 2 * confusion.count(label, label);
    }

    private Label rowLabel(String name) {
        Label label = new Label(name);
        label.setMaxWidth(LABEL);
        explain(label, new SimpleStringProperty(name));
        label.getStyleClass().add("confusion-label");
        return label;
    }

    /** Turned, so that long names leave the columns narrow; a group takes the room of what is turned. */
    private Node columnLabel(String name) {
        Label label = rowLabel(name);
        label.setRotate(-90);
        return new Group(label);
    }

    private Node tint(Confusion confusion, int gold, int predicted) {
        Region tint = new Region();
        tint.getStyleClass().add(gold == predicted ? "confusion-right" : "confusion-wrong");
        double share = (double) confusion.count(gold, predicted) / confusion.support(gold);
        tint.setOpacity(FAINTEST + (1 - FAINTEST) * share);
        return tint;
    }

    private Node figure(List<String> labels, Confusion confusion, int gold, int predicted) {
        int count = confusion.count(gold, predicted);
        int support = confusion.support(gold);
        Label figure = new Label(Figures.count(count));
        figure.getStyleClass()
                .addAll(
                        "confusion-cell",
                        count == 0 ? "confusion-zero" : 2 * count > support ? "confusion-strong" : "confusion-weak");
        figure.setAlignment(Pos.CENTER);
        figure.setMinSize(CELL, CELL);
        figure.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        figure.setPrefWidth(1.9 * CELL);
        String key = gold == predicted ? "confusion.right" : "confusion.wrong";
        ObservableValue<String> words =
                texts.of(key, Figures.count(count), Figures.count(support), labels.get(gold), labels.get(predicted));
        figure.accessibleTextProperty().bind(words);
        explain(figure, words);
        choice.add(figure, () -> chosen.accept(labels.get(gold), labels.get(predicted)));
        return figure;
    }

    /** One tooltip serves all: each is a window of its own, and there may be hundreds of cells. */
    private void explain(Node part, ObservableValue<String> words) {
        part.setOnMouseEntered(event -> tooltip.setText(words.getValue()));
        Tooltip.install(part, tooltip);
    }
}
