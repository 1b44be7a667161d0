package dev.bunrui.app.wizard.draft;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** One of the wizard's steps. */
public interface Step {
    Node view();

    /** Why the step is not done; empty if it is. */
    ObservableValue<String> lacking();

    /** It is shown from now on. */
    default void shown() {}
}
