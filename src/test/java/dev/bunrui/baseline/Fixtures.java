package dev.bunrui.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Figures of scikit-learn, made by {@code src/test/python/baseline_fixtures.py}. */
final class Fixtures {
    private Fixtures() {}

    static JsonNode of(String part) throws IOException {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("fixtures.json"))) {
            return new ObjectMapper().readTree(in).required(part);
        }
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
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

    static float[][] floats(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> {
                    float[] values = new float[row.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) row.get(i).asDouble();
                    }
                    return values;
                })
                .toArray(float[][]::new);
    }
}
