package dev.bunrui.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The language that the command line speaks. */
final class Language {
    /** The start script keeps the user's locale here where it has to set another one for Japanese arguments' sake. */
    private static final String KEPT = "BUNRUI_LOCALE";

    private Language() {}

    /**
     * The language that {@code --lang} asks for; else Japanese if the environment does. Java itself takes a locale whose
     * data the system lacks for plain C, so {@code LANG=ja_JP.UTF-8} in a small container would speak English.
     */
    static Optional<Locale> of(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--lang=")) {
                return named(argument.substring("--lang=".length()));
            }
            if (argument.equals("--lang") && i + 1 < arguments.size()) {
                return named(arguments.get(i + 1));
            }
        }
        for (String variable : List.of(KEPT, "LC_ALL", "LC_MESSAGES", "LANG")) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                return locale.startsWith("ja") ? Optional.of(Locale.JAPAN) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Locale> named(String language) {
        return switch (language) {
            case "ja" -> Optional.of(Locale.JAPAN);
            case "en" -> Optional.of(Locale.US);
            default -> Optional.empty();
        };
    }
}
