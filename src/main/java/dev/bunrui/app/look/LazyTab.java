package dev.bunrui.app.look;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tab;

/** A tab whose content is worked out when it is first looked at, so that a page with many is there at once. */
public final class LazyTab {
    private LazyTab() {}

    /** A tab that cannot be closed. */
    public static Tab of(String id, ObservableValue<String> name, Node content) {
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
}
