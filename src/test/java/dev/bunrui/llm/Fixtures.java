package dev.bunrui.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The files that {@code src/test/python/llm_fixtures.py} made. */
public final class Fixtures {
    private Fixtures() {}

    public static Path file(String name) {
        try {
            return Path.of(Fixtures.class.getResource(name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(file(name).toFile());
    }
}
