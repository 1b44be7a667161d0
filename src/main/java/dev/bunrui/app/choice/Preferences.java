package dev.bunrui.app.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code settings.json}: what was chosen last. Fields that this version does not know are left as they are.
 *
 * @param language empty: the system's
 * @param device that new runs compute on: {@code auto}, {@code cpu} or {@code cuda:N}
 * @param precision that new runs compute in: {@code auto}, {@code fp32} or {@code bf16}
 * @param folder where a file or folder was chosen last
 */
public record Preferences(
        Optional<Locale> language, boolean dark, String device, String precision, Optional<Path> folder) {
    /** Leaves a choice to the program. */
    public static final String AUTO = "auto";

    /** What a new user has. */
    public static final Preferences FIRST = new Preferences(Optional.empty(), false, AUTO, AUTO, Optional.empty());

    /** What can be computed in, as the command line names it. */
    public static final List<String> PRECISIONS = List.of(AUTO, "fp32", "bf16");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LANGUAGES = Set.of("en", "ja");

    /** The preferences in a file; the first ones where it is missing, and for whatever cannot be read. */
    public static Preferences read(Path file) {
        JsonNode root = root(file);
        String device = root.path("device").asText();
        String precision = root.path("precision").asText();
        return new Preferences(
                Optional.of(root.path("language").asText())
                        .map(Locale::forLanguageTag)
                        .filter(language -> LANGUAGES.contains(language.getLanguage())),
                root.path("dark").asBoolean(),
                device.matches("cpu|cuda:\\d{1,3}") ? device : AUTO,
                PRECISIONS.contains(precision) ? precision : AUTO,
                folder(root.path("folder").asText()));
    }

    private static Optional<Path> folder(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /**
     * Replaces the file.
     *
     * @throws dev.bunrui.message.RequestException if it cannot be written
     */
    public void write(Path file) {
        ObjectNode root = root(file);
        root.remove("language");
        language.ifPresent(chosen -> root.put("language", chosen.toLanguageTag()));
        root.put("dark", dark);
        root.put("device", device);
        root.put("precision", precision);
        root.remove("folder");
        folder.ifPresent(last -> root.put("folder", last.toString()));
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }

    public Preferences withLanguage(Optional<Locale> chosen) {
        return new Preferences(chosen, dark, device, precision, folder);
    }

    public Preferences withDark(boolean chosen) {
        return new Preferences(language, chosen, device, precision, folder);
    }

    public Preferences withDevice(String chosen) {
        return new Preferences(language, dark, chosen, precision, folder);
    }

    public Preferences withPrecision(String chosen) {
        return new Preferences(language, dark, device, chosen, folder);
    }

    public Preferences withFolder(Path chosen) {
        return new Preferences(language, dark, device, precision, Optional.of(chosen));
    }

    private static ObjectNode root(Path file) {
        try {
            if (Files.isRegularFile(file) && JSON.readTree(file.toFile()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException damaged) {
            // Nothing in it is worth keeping the window from opening.
        }
        return JSON.createObjectNode();
    }
}
