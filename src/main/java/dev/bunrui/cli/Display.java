package dev.bunrui.cli;

import java.util.Locale;
import java.util.Map;

/** Whether windows can be shown. */
final class Display {
    private Display() {}

    /** Windows and macOS always have a display that matters here; elsewhere JavaFX needs an X server. */
    static boolean there(Map<String, String> environment) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("windows")
                || system.startsWith("mac")
                || !environment.getOrDefault("DISPLAY", "").isBlank();
    }
}
