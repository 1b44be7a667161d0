package dev.bunrui.app.settings;

import dev.bunrui.app.choice.Choices;
import dev.bunrui.app.choice.Preferences;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What can be chosen: the language, the colours, and what new runs compute on and in. */
final class ChoicesCard {
    private final AppContext context;
    private final Choices choices;
    private final Shapes shapes;
    private final SettingsModel model;

    /** A box is given its value; nobody chooses. */
    private boolean filling;

    ChoicesCard(AppContext context, SettingsModel model) {
        this.context = context;
        this.choices = context.choices();
        this.shapes = new Shapes(context.texts());
        this.model = model;
    }

    Region look() {
        ToggleGroup languages = new ToggleGroup();
        ToggleGroup colours = new ToggleGroup();
        GridPane grid = grid();
        grid.addRow(
                0,
                shapes.label("settings.language"),
                row(
                        language(languages, "system", Optional.empty()),
                        language(languages, "ja", Optional.of(Locale.JAPANESE)),
                        language(languages, "en", Optional.of(Locale.ENGLISH))));
        grid.addRow(
                1,
                shapes.label("settings.colours"),
                row(
                        radio(
                                colours,
                                "colours-light",
                                "settings.light",
                                now -> !now.dark(),
                                () -> choices.dark(false)),
                        radio(colours, "colours-dark", "settings.dark", Preferences::dark, () -> choices.dark(true))));
        return shapes.card("settings.look", grid);
    }

    Region computing() {
        ComboBox<String> device = box("default-device", choices::device);
        ComboBox<String> precision = box("default-precision", choices::precision);
        InvalidationListener refill = change -> {
            fill(device, model.devices(), model.device());
            fill(precision, Preferences.PRECISIONS, choices.now().get().precision());
        };
        model.machine().addListener(refill);
        choices.now().addListener(refill);
        refill.invalidated(choices.now());
        Label deviceName = shapes.label("settings.device");
        deviceName.setLabelFor(device);
        Label precisionName = shapes.label("settings.precision");
        precisionName.setLabelFor(precision);
        GridPane grid = grid();
        grid.addRow(0, deviceName, device);
        grid.addRow(1, precisionName, precision);
        return shapes.card("settings.computing", shapes.label("settings.computing-what", "muted"), grid);
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(20);
        grid.setVgap(12);
        return grid;
    }

    private static HBox row(Node... nodes) {
        return new HBox(18, nodes);
    }

    private RadioButton language(ToggleGroup group, String name, Optional<Locale> language) {
        return radio(
                group,
                "language-" + name,
                "settings.language." + name,
                now -> now.language().map(Locale::getLanguage).equals(language.map(Locale::getLanguage)),
                () -> choices.language(language));
    }

    private RadioButton radio(
            ToggleGroup group, String id, String key, Predicate<Preferences> chosen, Runnable choose) {
        RadioButton radio = new RadioButton();
        radio.setId(id);
        radio.textProperty().bind(context.texts().of(key));
        radio.setMinWidth(Region.USE_PREF_SIZE);
        radio.setToggleGroup(group);
        radio.setSelected(chosen.test(choices.now().get()));
        choices.now().addListener((now, before, after) -> {
            if (chosen.test(after)) {
                radio.setSelected(true);
            }
        });
        // Arrow keys select without an action.
        radio.selectedProperty().addListener((selected, before, after) -> {
            if (after && !chosen.test(choices.now().get())) {
                choose.run();
            }
        });
        return radio;
    }

    private ComboBox<String> box(String id, Consumer<String> choose) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.setPrefWidth(220);
        box.setCellFactory(list -> new Cell());
        box.setButtonCell(new Cell());
        box.valueProperty().addListener((value, before, after) -> {
            if (after != null && !filling) {
                choose.accept(after);
            }
        });
        return box;
    }

    private void fill(ComboBox<String> box, List<String> items, String value) {
        filling = true;
        if (!box.getItems().equals(items)) {
            box.getItems().setAll(items);
        }
        box.setValue(value);
        filling = false;
    }

    /** The word for what is left to the program follows the language; the others are names. */
    private final class Cell extends ListCell<String> {
        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            textProperty().unbind();
            if (Preferences.AUTO.equals(value)) {
                textProperty().bind(context.texts().of("settings.auto"));
            } else {
                setText(value);
            }
        }
    }
}
