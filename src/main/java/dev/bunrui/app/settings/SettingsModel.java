package dev.bunrui.app.settings;

import dev.bunrui.app.choice.Preferences;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.service.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** What the settings page knows beside the choices themselves. */
final class SettingsModel {
    private final AppContext context;
    private final ObjectProperty<@Nullable Machine> machine = new SimpleObjectProperty<>();
    private final ObservableList<Licences.Part> parts = FXCollections.observableArrayList();
    private final FilteredList<Licences.Part> found = new FilteredList<>(parts);
    private final StringProperty text = new SimpleStringProperty("");
    private final Trouble trouble;
    private Licences.@Nullable Part chosen;

    SettingsModel(AppContext context) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
    }

    /** What this machine can do; null until that is known. */
    ReadOnlyObjectProperty<@Nullable Machine> machine() {
        return machine;
    }

    /** What the program is made of, as far as it was asked for. */
    ObservableList<Licences.Part> found() {
        return found;
    }

    /** The text of the licence that was chosen. */
    ReadOnlyStringProperty text() {
        return text;
    }

    /** The sentence for what went wrong last; empty if nothing did. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    void begin() {
        trouble.forget();
        if (machine.get() == null) {
            lookAgain();
        }
        if (parts.isEmpty()) {
            context.work().once(() -> Licences.read(context.folders().app()), parts::setAll, trouble::tell);
        }
    }

    /** The machine may do more, or less, than before. */
    void lookAgain() {
        context.work().once(context.machine()::look, machine::set, trouble::tell);
    }

    /** Tells of something on the page that could not be done. */
    void tell(Throwable problem) {
        trouble.tell(problem);
    }

    /** What new runs may compute on here. */
    List<String> devices() {
        List<String> devices = new ArrayList<>(List.of(Preferences.AUTO));
        Machine known = machine.get();
        devices.addAll(known == null ? List.of("cpu") : known.devices());
        String before = context.choices().now().get().device();
        if (known == null && !devices.contains(before)) {
            devices.add(before);
        }
        return devices;
    }

    /** What new runs compute on: a card that was chosen may have been taken out. */
    String device() {
        String before = context.choices().now().get().device();
        return devices().contains(before) ? before : Preferences.AUTO;
    }

    /** Asks for the parts that mention each of some words. */
    void search(String words) {
        List<String> asked = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        found.setPredicate(part -> asked.stream().allMatch(part::mentions));
    }

    /** Chooses a part, whose licence is to be read; null: none. */
    void choose(Licences.@Nullable Part part) {
        chosen = part;
        if (part == null) {
            text.set("");
            return;
        }
        context.work()
                .once(
                        () -> Licences.text(context.folders().app(), part),
                        read -> {
                            if (part.equals(chosen)) {
                                text.set(read);
                            }
                        },
                        trouble::tell);
    }
}
