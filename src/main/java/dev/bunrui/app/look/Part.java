package dev.bunrui.app.look;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A part of a page that is heavy enough to be styled in a breath of its own; until then its place is empty. */
public final class Part extends StackPane {
    static final String STYLE = "part";

    private final Node content;

    public Part(Node content) {
        super(content);
        this.content = content;
        getStyleClass().add(STYLE);
    }

    boolean isEmpty() {
        return getChildren().isEmpty();
    }

    void empty() {
        getChildren().clear();
    }

    void fill() {
        if (isEmpty()) {
            getChildren().add(content);
            content.applyCss();
        }
    }
}
