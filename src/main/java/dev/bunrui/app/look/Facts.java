package dev.bunrui.app.look;

import dev.bunrui.app.text.Texts;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Names and what they are, one below the other. */
public final class Facts {
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private int rows;

    public Facts(Texts texts) {
        this.texts = texts;
        grid.setHgap(16);
        grid.setVgap(6);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), values);
    }

    public GridPane node() {
        return grid;
    }

    /** Adds a fact under a name that follows the language. */
    public Facts add(String key, String value) {
        Label words = new Label(value);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return add(key, words);
    }

    /** Adds a fact that is more than words. */
    public Facts add(String key, Node value) {
        Label name = new Label();
        name.textProperty().bind(texts.of(key));
        name.getStyleClass().add("muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        name.setLabelFor(value);
        grid.addRow(rows++, name, value);
        return this;
    }

    /** Takes all facts away. */
    public void clear() {
        grid.getChildren().clear();
        rows = 0;
    }
}
