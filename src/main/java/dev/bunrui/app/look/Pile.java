package dev.bunrui.app.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/**
 * Nodes that lie on each other, of which one is seen. Those that are not seen stay in the scene: taken out, they would be
 * styled anew each time, which costs more than all else that showing them takes.
 */
public final class Pile {
    private static final Duration TIME_FOR_CLICKS = Duration.millis(250);

    private final StackPane node = new StackPane();
    private final List<Supplier<Node>> all;
    private final PauseTransition pause = new PauseTransition(TIME_FOR_CLICKS);

    /**
     * Lays nothing down yet. {@code upheavals} are what changes the looks of all nodes at once, such as the theme: those
     * that are not seen then get their new looks later, one after the other.
     */
    public Pile(List<Supplier<Node>> all, Observable... upheavals) {
        this.all = new ArrayList<>(all);
        // Not within the pulse that ends the pause: what is styled there would be laid out in the same breath.
        pause.setOnFinished(event -> Platform.runLater(this::makeNextReady));
        for (Observable upheaval : upheavals) {
            upheaval.addListener(change -> shed());
        }
    }

    /** Where the nodes lie. */
    public StackPane node() {
        return node;
    }

    /** One more that can be shown; it is made when it is wanted or got ready. */
    public void add(Supplier<Node> one) {
        all.add(one);
    }

    /** Shows one alone. */
    public void show(Node wanted) {
        Node holder = laid(wanted);
        node.getChildren().forEach(other -> other.setVisible(other == holder));
        parts(wanted).forEach(Part::fill);
        holder.applyCss(); // laid out in the next pulse
    }

    /** Styles those that nobody has looked at yet, one after the other with time for clicks between them. */
    public void makeReady() {
        pause.playFromStart();
    }

    private void makeNextReady() {
        if (node.getScene() == null) {
            return;
        }
        for (Supplier<Node> one : all) {
            Node view = one.get();
            if (!isLaid(view)) {
                parts(view).forEach(Part::empty);
                Node holder = laid(view);
                holder.setVisible(false);
                holder.applyCss();
                pause.playFromStart();
                return;
            }
            Optional<Part> empty = parts(view).filter(Part::isEmpty).findFirst();
            if (empty.isPresent()) {
                empty.get().fill();
                pause.playFromStart();
                return;
            }
        }
    }

    private static Stream<Part> parts(Node view) {
        return view.lookupAll("." + Part.STYLE).stream()
                .filter(Part.class::isInstance)
                .map(Part.class::cast);
    }

    private boolean isLaid(Node view) {
        return view.getParent() != null && view.getParent().getParent() == node;
    }

    /** What holds a node here: whether the node itself is to be seen stays its own affair. */
    private Node laid(Node view) {
        Node holder = view.getParent() == null ? new StackPane(view) : view.getParent();
        if (holder.getParent() == null) {
            node.getChildren().add(holder);
        }
        return holder;
    }

    private void shed() {
        node.getChildren().removeIf(holder -> !holder.isVisible());
        if (node.getScene() != null) {
            makeReady();
        }
    }
}
