package dev.bunrui.app.look;

import dev.bunrui.app.text.Texts;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The few shapes that pages are put together from, each with an id so that it is found again. */
public final class Shapes {
    private final Texts texts;

    public Shapes(Texts texts) {
        this.texts = texts;
    }

    /** A label whose words follow the language. */
    public Label label(String key, String... styles) {
        return shown(texts.of(key), styles);
    }

    /** A label that shows a value. */
    public Label shown(ObservableValue<String> words, String... styles) {
        Label label = new Label();
        label.textProperty().bind(words);
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public Button button(String id, String key, Feather icon, Runnable action, String... styles) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(texts.of(key));
        button.setGraphic(new FontIcon(icon));
        button.setMnemonicParsing(true);
        button.getStyleClass().addAll(styles);
        button.setOnAction(event -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** A bordered box with a heading. */
    public VBox card(String key, Node... content) {
        VBox card = new VBox(12);
        card.getStyleClass().add("card");
        card.getChildren().add(label(key, "card-title"));
        card.getChildren().addAll(content);
        return card;
    }

    /** A box that is there only while there is a sentence for what went wrong; {@code id} is the sentence's own. */
    public Node alarm(String id, ObservableValue<String> sentence) {
        Label words = shown(sentence);
        words.setId(id);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox box = new HBox(words);
        box.getStyleClass().add("failure");
        only(box, Bindings.createBooleanBinding(() -> !sentence.getValue().isEmpty(), sentence));
        return box;
    }

    /** A hint that is there only while there is something to say; {@code id} is its own. */
    public Label remark(String id, ObservableValue<String> words) {
        Label remark = shown(words, "hint");
        remark.setId(id);
        only(remark, Bindings.createBooleanBinding(() -> !words.getValue().isEmpty(), words));
        return remark;
    }

    /** A bar that is there only while there is something to say, with what can be done about it; {@code id} is the words'. */
    public Node bar(String id, ObservableValue<String> words, String style, Node... buttons) {
        Label label = shown(words);
        label.setId(id);
        HBox bar = new HBox(8, label, spring());
        bar.getChildren().addAll(buttons);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add(style);
        only(bar, Bindings.createBooleanBinding(() -> !words.getValue().isEmpty(), words));
        return bar;
    }

    /** Nodes that come and go, one below the other; no room is left where none is there. */
    public static VBox comingAndGoing(Node... nodes) {
        VBox box = new VBox(8, nodes);
        Observable[] visible = Stream.of(nodes).map(Node::visibleProperty).toArray(Observable[]::new);
        only(box, Bindings.createBooleanBinding(() -> Stream.of(nodes).anyMatch(Node::isVisible), visible));
        return box;
    }

    /** Shows a node, and leaves room for it, only while something holds. */
    public static void only(Node node, ObservableValue<Boolean> when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }

    /** A page that scrolls where the window is too low for it, and fills the window where it is not. */
    public static ScrollPane scrolling(Region content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setFitToHeight(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.getStyleClass().add("scrolling-page");
        return pane;
    }

    /** A page that has nothing to show yet: why, and the way on; {@code id} is the sentence's own. */
    public VBox empty(String id, String key, Button way) {
        Label words = label(key, "muted");
        words.setId(id);
        VBox box = new VBox(14, words, way);
        box.setAlignment(Pos.CENTER);
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    /** Takes up what is left of a row. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }
}
