package dev.bunrui.training.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Figures of scikit-learn, scipy, statsmodels and numpy, made by {@code src/test/python/score_fixtures.py}. */
final class Fixtures {
    private Fixtures() {}

    static Stream<JsonNode> of(String part) throws IOException {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("fixtures.json"))) {
            JsonNode rows = new ObjectMapper().readTree(in).required(part);
            return StreamSupport.stream(rows.spliterator(), false);
        }
    }

    static JsonNode scores(String name) throws IOException {
        return of("scores")
                .filter(row -> row.required("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }

    static float[][] logits(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(Fixtures::floats)
                .toArray(float[][]::new);
    }
}
