package dev.bunrui.app.look;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Where the keys go. */
public final class Focus {
    private Focus() {}

    /** Gives the keys to the first control within a node that takes them. */
    public static void first(Node within) {
        within.applyCss(); // what a control's skin makes takes part
        find(within).ifPresent(Node::requestFocus);
    }

    private static Optional<Node> find(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .map(Focus::find)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }
}
