package dev.bunrui.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bunrui.message.RequestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; blank lines are skipped. A line that is no object, or names a field twice, is refused. */
final class JsonLines implements Rows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final BufferedReader reader;
    private final Set<String> columns = new LinkedHashSet<>();
    private int line;

    /** {@code name} is the file's, for refusals. */
    JsonLines(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    @Override
    public Table.@Nullable Row next() throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (!text.isBlank()) {
                Map<String, @Nullable Object> values = object(text);
                columns.addAll(values.keySet());
                return new Table.Row(line, values);
            }
        }
        return null;
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columns);
    }

    private Map<String, @Nullable Object> object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new RequestException(JsonLines.class, "json.not-object", name, line);
            }
            return JSON.convertValue(node, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        } catch (JsonProcessingException broken) {
            int column = broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr();
            RequestException refusal = new RequestException(JsonLines.class, "json.broken", name, line, column);
            refusal.initCause(broken);
            throw refusal;
        }
    }
}
