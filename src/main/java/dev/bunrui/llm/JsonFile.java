package dev.bunrui.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A JSON object in a file (or inside such an object), whose fields are asked for by type and refused by name. */
record JsonFile(Path file, JsonNode object) {
    /** What describes a model is far smaller, and a wrong file must not exhaust the heap. */
    static final int MOST_BYTES = 1 << 24;

    /** Each becomes an object of many bytes; of a tensor's description it takes fifteen. */
    private static final long MOST_TOKENS = 1 << 20;

    /** Python writes {@code NaN} and {@code Infinity}; a name that comes twice hides one of its values. */
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static JsonFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new RequestException(JsonFile.class, "json.large", file, MOST_BYTES);
            }
            JsonNode json = JSON.readTree(bytes);
            if (json == null || !json.isObject()) {
                throw new RequestException(JsonFile.class, "json.object", file);
            }
            return new JsonFile(file, json);
        } catch (JsonProcessingException garbled) {
            int line = garbled.getLocation() == null ? 1 : garbled.getLocation().getLineNr();
            throw new RequestException(JsonFile.class, "json.garbled", file, line);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** The sentence for a file that could not be read. */
    static RequestException unreadable(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new RequestException(JsonFile.class, "file.missing", file);
        }
        RequestException refusal =
                new RequestException(JsonFile.class, "file.unreadable", file, new SystemReason(failure));
        refusal.initCause(failure);
        return refusal;
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** The field is there, be it {@code null}. */
    boolean mentions(String field) {
        return object.has(field);
    }

    /** The object that is a field's value; an empty one where the field is absent. */
    JsonFile inside(String field) {
        if (!has(field)) {
            return new JsonFile(file, JSON.createObjectNode());
        }
        if (!object.get(field).isObject()) {
            throw refusal(field, "object");
        }
        return new JsonFile(file, object.get(field));
    }

    int count(String field, int otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode value = object.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() <= 0) {
            throw refusal(field, "count");
        }
        return value.asInt();
    }

    double number(String field, double otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!object.get(field).isNumber()) {
            throw refusal(field, "number");
        }
        return object.get(field).asDouble();
    }

    boolean flag(String field, boolean otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!object.get(field).isBoolean()) {
            throw refusal(field, "flag");
        }
        return object.get(field).asBoolean();
    }

    String text(String field, String otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!object.get(field).isTextual()) {
            throw refusal(field, "text");
        }
        return object.get(field).asText();
    }

    /** A list of texts; an empty one where the field is absent. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        if (has(field)) {
            for (JsonNode each : object.get(field)) {
                texts.add(each.asText());
            }
        }
        return texts;
    }

    /** A token's id: of a list the first; none where the file says {@code null} or gives a negative one. */
    OptionalInt tokenId(String field, OptionalInt otherwise) {
        if (!object.has(field)) {
            return otherwise;
        }
        JsonNode value = object.get(field);
        JsonNode id = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        if (id.isNull()) {
            return OptionalInt.empty();
        }
        if (!id.isIntegralNumber() || !id.canConvertToInt()) {
            throw refusal(field, "tokenId");
        }
        return id.asInt() < 0 ? OptionalInt.empty() : OptionalInt.of(id.asInt());
    }

    /** The sentence for a field that should have been {@code kind}: one of the texts {@code json.field.…}. */
    RequestException refusal(String field, String kind) {
        return new RequestException(
                JsonFile.class,
                "json.field." + kind,
                file,
                field,
                object.path(field).toString());
    }
}
