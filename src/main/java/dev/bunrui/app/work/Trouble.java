package dev.bunrui.app.work;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The sentence for what could not be done. One about something that is read again and again goes away when it can be read;
 * any other stays until it is forgotten.
 */
public final class Trouble {
    private final StringProperty sentence = new SimpleStringProperty("");
    private boolean readable = true;

    /** Empty if all is well. */
    public ReadOnlyStringProperty sentence() {
        return sentence;
    }

    /** Something that was asked for could not be done. */
    public void tell(Exception problem) {
        sentence.set(String.valueOf(problem.getMessage()));
    }

    /** What is read again and again could not be read this time. */
    public void unreadable(Exception problem) {
        readable = false;
        tell(problem);
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
        sentence.set("");
    }
}
