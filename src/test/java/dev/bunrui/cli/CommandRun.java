package dev.bunrui.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.file.AppFolders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a command line came to. */
record CommandRun(int code, String out, String err) {
    /** The tiny network that other tests compare with Python's libraries. */
    static final String MODEL = "src/test/resources/dev/bunrui/llm/network/sequential/model";

    /** Runs the real command line in this process, with a home of its own. */
    static CommandRun of(Path home, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = Terminal.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        Locale before = Locale.getDefault();
        try {
            int code = new Cli(new AppFolders(Path.of(""), home), terminal, Map.of()).run(arguments);
            return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Every line of standard output, each of which must be a JSON object. */
    List<JsonNode> json() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : out.lines().toList()) {
            JsonNode object = new ObjectMapper().readTree(line);
            if (!object.isObject()) {
                throw new IOException("no JSON object: " + line);
            }
            objects.add(object);
        }
        return objects;
    }
}
