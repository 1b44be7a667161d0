package dev.bunrui.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the program is made of, and under which licences: {@code assets/licences/third-party.json}. */
final class Licences {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Licences() {}

    /**
     * A part of the program.
     *
     * @param japanese the name in Japanese, where it is not the same
     * @param artifact {@code group:name} of a library; empty for anything else
     * @param address where more is to be found; may be empty
     * @param text the file that has the licence's text, below the program's folder; empty if none comes with it
     */
    record Part(
            String name,
            String japanese,
            String artifact,
            String version,
            String licence,
            String address,
            String text) {
        /** The name in a language. */
        String name(Locale language) {
            return language.getLanguage().equals("ja") ? japanese : name;
        }

        /** Whether a word, in lower case, occurs in what is shown of it. */
        boolean mentions(String word) {
            return (name + " " + japanese + " " + artifact + " " + licence)
                    .toLowerCase(Locale.ROOT)
                    .contains(word);
        }
    }

    /**
     * The parts: first what is Bunrui's own or comes with it, then the libraries.
     *
     * @throws FailureException if the list is missing or damaged
     */
    static List<Part> read(Path app) {
        Path file = app.resolve("assets").resolve("licences").resolve("third-party.json");
        try {
            JsonNode root = JSON.readTree(file.toFile());
            List<Part> parts = new ArrayList<>();
            for (String group : List.of("parts", "libraries")) {
                for (JsonNode part : root.required(group)) {
                    String name = part.required("name").asText();
                    parts.add(new Part(
                            name,
                            part.path("name_ja").asText(name),
                            part.path("artifact").asText(),
                            part.path("version").asText(),
                            part.required("licence").asText(),
                            part.path("address").asText(),
                            part.path("text").asText()));
                }
            }
            return parts;
        } catch (IOException | IllegalArgumentException damaged) {
            throw new FailureException(Texts.class, "settings.no-licences", file);
        }
    }

    /**
     * What is to be read of a part's licence: its name, where more is to be found, and the text if that comes with the
     * program.
     *
     * @throws FailureException if the file is missing
     */
    static String text(Path app, Part part) {
        String heading = Stream.of((part.name() + " " + part.version()).strip(), part.licence(), part.address())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        // Bunrui's own licence is what many libraries have.
        String name = part.text().isEmpty() && part.licence().equals("Apache-2.0") ? "LICENSE" : part.text();
        if (name.isEmpty()) {
            return heading;
        }
        Path file = app.resolve(name);
        try {
            return heading + "\n\n" + Files.readString(file);
        } catch (IOException missing) {
            throw new FailureException(Texts.class, "settings.no-licences", file);
        }
    }
}
