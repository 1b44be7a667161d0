package dev.bunrui.app.choice;

import dev.bunrui.app.look.Theme;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the window's user has chosen, put into effect at once and kept for the next time. */
public final class Choices {
    private final Path file;
    private final Texts texts;
    private final Theme theme;
    private final Work work;
    private final Locale system;
    private final ObjectProperty<Preferences> now = new SimpleObjectProperty<>(Preferences.FIRST);
    private final Trouble trouble;

    /** What is to be in the file; of several changes in a row only the last one need be written. */
    private volatile Preferences wanted = Preferences.FIRST;

    /** The language that {@code texts} speak now is the system's. */
    public Choices(Path file, Texts texts, Theme theme, Work work) {
        this.file = file;
        this.texts = texts;
        this.theme = theme;
        this.work = work;
        this.trouble = new Trouble(texts);
        this.system = texts.language().get();
    }

    /** Puts what was chosen the last time into effect, and from now on keeps what is chosen, here or elsewhere. */
    public void begin(Preferences before) {
        now.set(before);
        wanted = before;
        texts.speak(language(before));
        theme.show(before.dark());
        texts.language().addListener(change -> keepLanguage());
        theme.dark()
                .addListener(change -> change(kept -> kept.withDark(theme.dark().get())));
    }

    /** What is chosen now. */
    public ReadOnlyObjectProperty<Preferences> now() {
        return now;
    }

    /** Why the last choice could not be kept; empty if it could. */
    public ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Chooses a language; empty: the system's. */
    public void language(Optional<Locale> chosen) {
        change(before -> before.withLanguage(chosen));
        texts.speak(language(now.get()));
    }

    /** Chooses the dark colours, or the light ones. */
    public void dark(boolean chosen) {
        theme.show(chosen);
    }

    /** Chooses what new runs compute on. */
    public void device(String chosen) {
        change(before -> before.withDevice(chosen));
    }

    /** Chooses what new runs compute in. */
    public void precision(String chosen) {
        change(before -> before.withPrecision(chosen));
    }

    /** Remembers where a file or folder was chosen. */
    public void folder(Path chosen) {
        change(before -> before.withFolder(chosen));
    }

    private Locale language(Preferences preferences) {
        return preferences.language().orElse(system);
    }

    /** A language that is spoken because it is the system's was not chosen. */
    private void keepLanguage() {
        Locale spoken = texts.language().get();
        if (!spoken.equals(language(now.get()))) {
            change(before -> before.withLanguage(Optional.of(spoken)));
        }
    }

    private void change(UnaryOperator<Preferences> change) {
        Preferences chosen = change.apply(now.get());
        if (chosen.equals(now.get())) {
            return;
        }
        now.set(chosen);
        wanted = chosen;
        work.once(this::write, done -> trouble.forget(), trouble::tell);
    }

    /** One after the other, so that what was chosen last is what stays. */
    private synchronized Preferences write() {
        Preferences last = wanted;
        last.write(file);
        return last;
    }
}
