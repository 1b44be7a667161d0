package dev.bunrui.app.label;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The class of the article that is looked at, to be changed by a choice or, to what was suggested, by one click. */
final class LabelChoice {
    private static final double WIDTH = 150;

    private final RelabelModel model;
    private final ChoiceBox<String> label = new ChoiceBox<>();
    private final ObjectProperty<@Nullable String> suggestion = new SimpleObjectProperty<>();
    private final VBox node;
    private boolean filling;

    LabelChoice(Texts texts, RelabelModel model, String id) {
        this.model = model;
        Shapes shapes = new Shapes(texts);
        label.setId(id + "-class");
        label.accessibleTextProperty().bind(texts.of("relabel.class"));
        label.setMinWidth(WIDTH);
        label.disableProperty().bind(model.article().isNull().or(model.writing()));
        label.valueProperty().addListener((observed, before, now) -> {
            if (!filling && now != null) {
                model.correct(now);
            }
        });
        Label heading = shapes.label("relabel.class");
        heading.setWrapText(false);
        heading.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, heading, label, suggested(texts, shapes, id + "-suggested"));
        row.setAlignment(Pos.CENTER_LEFT);
        Shapes.only(row, model.refusal().isEmpty());
        Label refusal = shapes.shown(model.refusal(), "muted");
        refusal.setId(id + "-refusal");
        Shapes.only(refusal, model.refusal().isNotEmpty());
        this.node = new VBox(row, refusal);
        node.getStyleClass().add("label-choice");
        InvalidationListener fill = change -> fill();
        model.subject().addListener(fill);
        model.article().addListener(fill);
        model.steps().addListener(fill);
    }

    Node node() {
        return node;
    }

    /** Suggests a class; null for none. */
    void suggest(@Nullable String suggested) {
        suggestion.set(suggested);
    }

    /** The keys choose a class from now on. */
    void takeKeys() {
        label.requestFocus();
    }

    private Button suggested(Texts texts, Shapes shapes, String id) {
        Button button = shapes.button(
                id,
                "relabel.suggested",
                Feather.CHECK,
                () -> Optional.ofNullable(suggestion.get()).ifPresent(model::correct),
                "flat");
        button.textProperty().unbind();
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.now(
                                "relabel.suggested",
                                Optional.ofNullable(suggestion.get()).orElse("")),
                        suggestion,
                        texts.language()));
        button.setMnemonicParsing(false); // a class may have an underscore in its name
        button.setMinWidth(0);
        Shapes.only(
                button,
                Bindings.createBooleanBinding(
                        () -> !label.isDisabled()
                                && suggestion.get() != null
                                && !suggestion.get().equals(label.getValue()),
                        label.disabledProperty(),
                        label.valueProperty(),
                        suggestion));
        return button;
    }

    private void fill() {
        filling = true;
        Subject now = model.subject().get();
        if (now == null) {
            label.getItems().clear();
        } else if (!now.labels().equals(label.getItems())) {
            label.getItems().setAll(now.labels());
        }
        label.setValue(model.label().orElse(null));
        filling = false;
    }
}
