package dev.bunrui.app.wizard.training;

import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.Setting;
import java.util.Set;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A setting's name, its field, one line on what it does, and what is wrong with it. */
final class SettingField {
    private static final double NAME = 190;
    private static final double FIELD = 170;

    private final AppContext context;
    private final Shapes shapes;
    private final Draft draft;
    private final Setting setting;

    SettingField(AppContext context, Shapes shapes, Draft draft, Setting setting) {
        this.context = context;
        this.shapes = shapes;
        this.draft = draft;
        this.setting = setting;
    }

    Node view(ObservableValue<String> problem) {
        Control field = setting.choices().isEmpty() ? typed() : chosen();
        field.setId("setting-" + setting.option());
        field.setMinWidth(FIELD);
        field.setPrefWidth(FIELD);
        Label name = shapes.label("field." + setting.option(), "field-name");
        name.setLabelFor(field);
        name.setMinWidth(NAME);
        name.setPrefWidth(NAME);
        HBox row = new HBox(12, name, field, shapes.label("about." + setting.option(), "hint"));
        row.setStyle("-fx-alignment: center-left;");
        return new VBox(3, row, new Fields(shapes).problem("setting-" + setting.option() + "-problem", problem));
    }

    private TextField typed() {
        TextField field = new TextField();
        field.promptTextProperty()
                .bind(context.texts()
                        .of(
                                "field.empty."
                                        + (Set.of("patience", "fold").contains(setting.option())
                                                ? "never"
                                                : "standard"),
                                draft.standard(setting.option())));
        field.textProperty().bindBidirectional(draft.option(setting.option()));
        return field;
    }

    private ChoiceBox<String> chosen() {
        ChoiceBox<String> box = new ChoiceBox<>();
        box.getItems().setAll(setting.choices());
        StringProperty text = draft.option(setting.option());
        box.setConverter(words());
        context.texts().language().addListener(change -> {
            String value = box.getValue();
            box.setConverter(words());
            box.setValue(null);
            box.setValue(value);
        });
        box.setValue(text.get());
        box.valueProperty().addListener((property, before, value) -> {
            if (value != null) {
                text.set(value);
            }
        });
        text.addListener(change -> box.setValue(text.get()));
        return box;
    }

    private StringConverter<String> words() {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable String value) {
                return value == null ? "" : context.texts().now("choice." + setting.option() + "-" + value);
            }

            @Override
            public String fromString(String text) {
                return text; // the box is not typed into
            }
        };
    }
}
