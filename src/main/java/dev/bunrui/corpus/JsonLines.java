package dev.bunrui.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; blank lines are skipped. */
final class JsonLines {
    private JsonLines() {}

    /**
     * Reads a whole file.
     *
     * @throws RequestException if a line is not a JSON object, or names a field twice
     */
    static Table read(Decoded file, String name) {
        ObjectMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        List<Table.Row> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        int line = 0;
        for (String text : (Iterable<String>) file.text().lines()::iterator) {
            line++;
            if (!text.isBlank()) {
                Map<String, @Nullable Object> values = object(json, text, name, line);
                columns.addAll(values.keySet());
                rows.add(new Table.Row(line, values));
            }
        }
        if (rows.isEmpty()) {
            throw new RequestException(JsonLines.class, "file.empty", name);
        }
        return new Table(name, file.encoding(), List.copyOf(columns), rows);
    }

    private static Map<String, @Nullable Object> object(ObjectMapper json, String text, String name, int line) {
        try {
            JsonNode node = json.readTree(text);
            if (!node.isObject()) {
                throw new RequestException(JsonLines.class, "json.not-object", name, line);
            }
            return json.convertValue(node, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        } catch (JsonProcessingException broken) {
            int column = broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr();
            RequestException refusal = new RequestException(JsonLines.class, "json.broken", name, line, column);
            refusal.initCause(broken);
            throw refusal;
        }
    }
}
