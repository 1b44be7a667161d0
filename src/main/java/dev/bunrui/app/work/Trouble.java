package dev.bunrui.app.work;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.text.Wording;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The sentence for what could not be done, in the language that is shown. One about something that is read again and again
 * goes away when it can be read; any other stays until it is forgotten.
 */
public final class Trouble {
    private final Wording wording;
    private final StringProperty sentence = new SimpleStringProperty("");
    private @Nullable Throwable problem;
    private boolean readable = true;

    public Trouble(Texts texts) {
        this.wording = new Wording(texts);
        texts.language().addListener(change -> say());
    }

    /** Empty if all is well. */
    public ReadOnlyStringProperty sentence() {
        return sentence;
    }

    /** Something that was asked for could not be done. */
    public void tell(Throwable failure) {
        problem = failure;
        say();
    }

    /** What is read again and again could not be read this time. */
    public void unreadable(Throwable failure) {
        readable = false;
        tell(failure);
    }

    /** It could be read. */
    public void readAgain() {
        if (!readable) {
            forget();
        }
    }

    /** Something new is begun. */
    public void forget() {
        readable = true;
        problem = null;
        say();
    }

    private void say() {
        sentence.set(problem == null ? "" : wording.of(problem));
    }
}
