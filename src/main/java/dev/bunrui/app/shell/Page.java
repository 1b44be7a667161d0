package dev.bunrui.app.shell;

import dev.bunrui.app.look.Focus;
import javafx.scene.Node;

/** One of the things that the window shows; it works only while it is shown. */
public interface Page {
    Node view();

    default void shown() {}

    default void hidden() {}

    /** The keys go to the page from now on. */
    default void takeKeys() {
        Focus.first(view());
    }

    /** The window closes; comes after {@link #hidden}. */
    default void closed() {}
}
