package dev.bunrui.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code settings.json}: the language and the colours that were chosen last.
 *
 * @param language empty until one was chosen: then it is the system's
 */
public record Preferences(Optional<Locale> language, boolean dark) {
    /** The system's language, in light colours. */
    public static final Preferences FIRST = new Preferences(Optional.empty(), false);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The preferences in a file; the first ones where it is missing, and what can be read where it is damaged. */
    public static Preferences read(Path file) {
        if (!Files.isRegularFile(file)) {
            return FIRST;
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            String language = root.path("language").asText();
            return new Preferences(
                    language.isEmpty() ? Optional.empty() : Optional.of(Locale.forLanguageTag(language)),
                    root.path("dark").asBoolean());
        } catch (IOException damaged) {
            return FIRST;
        }
    }

    /** Replaces the file. */
    public void write(Path file) {
        ObjectNode root = JSON.createObjectNode();
        language.ifPresent(chosen -> root.put("language", chosen.toLanguageTag()));
        root.put("dark", dark);
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }
}
