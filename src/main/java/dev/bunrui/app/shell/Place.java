package dev.bunrui.app.shell;

import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/** Where the rail leads. */
public enum Place {
    HOME("home", Feather.HOME, KeyCode.DIGIT1),
    WIZARD("wizard", Feather.PLUS_CIRCLE, KeyCode.DIGIT2),
    MONITOR("monitor", Feather.ACTIVITY, KeyCode.DIGIT3),
    RUNS("runs", Feather.LIST, KeyCode.DIGIT4),
    COMPARE("compare", Feather.BAR_CHART_2, KeyCode.DIGIT5),
    CLASSIFIER("classifier", Feather.TAG, KeyCode.DIGIT6),
    MODELS("models", Feather.BOX, KeyCode.DIGIT7),
    SETTINGS("settings", Feather.SETTINGS, KeyCode.DIGIT8);

    private final String name;
    private final Feather icon;
    private final KeyCode key;

    Place(String name, Feather icon, KeyCode key) {
        this.name = name;
        this.key = key;
        this.icon = icon;
    }

    /** The name of the place's text. */
    String text() {
        return "place." + name;
    }

    Feather icon() {
        return icon;
    }

    /** Leads there together with the platform's shortcut key. */
    KeyCode key() {
        return key;
    }

    /** The id of the place's button. */
    public String id() {
        return "place-" + name;
    }
}
