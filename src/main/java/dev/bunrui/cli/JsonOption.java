package dev.bunrui.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** Whether the output is for a program, and how it is written then. */
final class JsonOption {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    boolean asked() {
        return json;
    }

    /** One object, one line. */
    static void print(PrintStream out, JsonNode object) {
        out.println(line(object));
    }

    /** The object on one line. */
    static String line(JsonNode object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
