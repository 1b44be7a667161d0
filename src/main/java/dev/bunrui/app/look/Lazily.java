package dev.bunrui.app.look;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TitledPane;

/** What is worked out when it is first looked at, so that a page with much to unfold is there at once. */
public final class Lazily {
    private Lazily() {}

    /** A tab that cannot be closed. */
    public static Tab tab(String id, ObservableValue<String> name, Node content) {
        Tab tab = new Tab();
        tab.setId(id);
        tab.textProperty().bind(name);
        tab.setClosable(false);
        tab.selectedProperty().subscribe(selected -> {
            if (selected && tab.getContent() == null) {
                tab.setContent(content);
            }
        });
        return tab;
    }

    /** A part of a page that is folded at first. */
    public static TitledPane folded(String id, ObservableValue<String> name, Node content) {
        TitledPane pane = new TitledPane();
        pane.setId(id);
        pane.textProperty().bind(name);
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.expandedProperty().subscribe(open -> {
            if (open && pane.getContent() == null) {
                pane.setContent(content);
            }
        });
        return pane;
    }
}
