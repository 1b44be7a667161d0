package dev.bunrui.app.shell;

import javafx.scene.Node;

/** One of the things that the window shows; it works only while it is shown. */
public interface Page {
    Node view();

    default void shown() {}

    default void hidden() {}

    /** The window closes; comes after {@link #hidden}. */
    default void closed() {}
}
