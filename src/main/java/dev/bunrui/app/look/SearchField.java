package dev.bunrui.app.look;

import dev.bunrui.app.text.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A field that narrows a list: Ctrl+F leads to it, Enter back to the list, and Escape back with all of it. */
public final class SearchField extends TextField {
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    /**
     * Makes a field.
     *
     * @param prompt the name of the words in it while it is empty
     * @param query what is searched for, both ways
     * @param list takes the keys back
     */
    public SearchField(String id, Texts texts, String prompt, StringProperty query, Node list) {
        setId(id);
        promptTextProperty().bind(texts.of(prompt));
        accessibleTextProperty().bind(texts.of(prompt));
        textProperty().bindBidirectional(query);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                clear();
                list.requestFocus();
                event.consume();
            }
        });
        setOnAction(event -> list.requestFocus());
    }

    /** Listens for Ctrl+F within a page. */
    public void listenIn(Node page) {
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (FIND.match(event)) {
                requestFocus();
                selectAll();
                event.consume();
            }
        });
    }
}
