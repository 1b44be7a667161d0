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

    /**
     * Fills a pane anew without losing the keys: what had them and is there again by its id keeps them, and else the
     * nearest control takes them.
     */
    public static void keep(Parent pane, Runnable filling) {
        Node owner = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
        boolean within = owner != null && isWithin(owner, pane);
        filling.run();
        if (owner != null && within) {
            Optional.ofNullable(owner.getId())
                    .flatMap(id -> Optional.ofNullable(pane.lookup("#" + id)))
                    .filter(same -> !same.isDisabled())
                    .ifPresentOrElse(Node::requestFocus, () -> nearest(pane));
        }
    }

    private static void nearest(Node around) {
        around.applyCss();
        Optional<Node> found = find(around);
        if (found.isPresent()) {
            found.get().requestFocus();
        } else if (around.getParent() != null) {
            nearest(around.getParent());
        }
    }

    /** Whether a node is another or lies in it. */
    public static boolean isWithin(Node node, Node outer) {
        return node == outer || (node.getParent() != null && isWithin(node.getParent(), outer));
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
