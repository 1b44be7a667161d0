package dev.bunrui.app.look;

import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Where something can be dropped: a frame shows it while what is dragged over it would be taken. */
public final class DropPlace {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    private DropPlace() {}

    /** Lets a node take what is dropped on it, or on anything in it. */
    public static void make(Node node, Predicate<Dragboard> takes, Consumer<Dragboard> taken) {
        node.getStyleClass().add("drop-place");
        node.setOnDragOver(event -> {
            if (takes.test(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY);
                node.pseudoClassStateChanged(DROP, true);
            }
            event.consume();
        });
        node.setOnDragExited(event -> node.pseudoClassStateChanged(DROP, false));
        node.setOnDragDropped(event -> {
            taken.accept(event.getDragboard());
            event.setDropCompleted(true);
            event.consume();
        });
    }
}
