package dev.bunrui.app.text;

import dev.bunrui.message.Messages;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The window's texts in the language that is chosen now; what is bound to them follows when another is chosen. */
public final class Texts {
    private final ObjectProperty<Locale> language = new SimpleObjectProperty<>(Locale.getDefault());

    /** The language that is shown. */
    public ReadOnlyObjectProperty<Locale> language() {
        return language;
    }

    /** Shows another language, in which the other rooms' sentences come from now on, too. */
    public void speak(Locale chosen) {
        Locale.setDefault(chosen);
        language.set(chosen);
    }

    /** A text that follows the language. */
    public StringBinding of(String key, Object... arguments) {
        return Bindings.createStringBinding(() -> now(key, arguments), language);
    }

    /** A text in the present language. */
    public String now(String key, Object... arguments) {
        return Messages.of(Texts.class).get(language.get(), key, arguments);
    }

    /** Whether there is a text of this name. */
    public boolean has(String key) {
        return Messages.of(Texts.class).keys().contains(key);
    }
}
