package dev.bunrui.app.shell;

import org.kordamp.ikonli.feather.Feather;

/** Where the rail leads. */
public enum Place {
    HOME("home", Feather.HOME),
    WIZARD("wizard", Feather.PLUS_CIRCLE),
    MONITOR("monitor", Feather.ACTIVITY),
    RUNS("runs", Feather.LIST),
    CLASSIFIER("classifier", Feather.TAG),
    SETTINGS("settings", Feather.SETTINGS);

    private final String key;
    private final Feather icon;

    Place(String key, Feather icon) {
        this.key = key;
        this.icon = icon;
    }

    /** The name of the place's text. */
    String text() {
        return "place." + key;
    }

    Feather icon() {
        return icon;
    }

    /** The id of the place's button. */
    public String id() {
        return "place-" + key;
    }
}
