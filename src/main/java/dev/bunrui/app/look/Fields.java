package dev.bunrui.app.look;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Controls with their names above and what is wrong with them below. */
public final class Fields {
    private final Shapes shapes;

    public Fields(Shapes shapes) {
        this.shapes = shapes;
    }

    /** A control under its name. */
    public VBox named(String key, Node control) {
        Label name = shapes.label(key, "field-name");
        name.setLabelFor(control);
        return new VBox(4, name, control);
    }

    /** A control under its name, what it is beside the name as a tooltip, and the sentence for what is wrong below. */
    public VBox checked(String key, Node control, ObservableValue<String> problem) {
        VBox box = named(key, control);
        box.getChildren().add(problem(control.getId() + "-problem", problem));
        return box;
    }

    /** The sentence below a control; it takes no room while there is none. */
    public Label problem(String id, ObservableValue<String> problem) {
        Label label = shapes.shown(problem, "problem");
        label.setId(id);
        Shapes.only(label, label.textProperty().isNotEmpty());
        return label;
    }

    /** A field with something beside it, such as a button. */
    public static HBox beside(TextField field, Node... others) {
        HBox row = new HBox(8, field);
        row.getChildren().addAll(others);
        HBox.setHgrow(field, Priority.ALWAYS);
        return row;
    }
}
