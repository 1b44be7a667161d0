package dev.bunrui.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The start of a safetensors file: eight bytes with the header's length, the header as JSON, then the tensors' bytes,
 * one after another without overlap or gap.
 *
 * @param dataStart where the tensors' bytes begin in the file
 * @param fileSize bytes of the file
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long dataStart, long fileSize) {
    /** One tensor; {@code begin} and {@code end} count from {@link #dataStart}. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Entry(ElementType type, long[] shape, long begin, long end) {}

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long fileSize = channel.size();
        ByteBuffer first = read(channel, 0, 8);
        long length = first.remaining() < 8 ? -1 : first.getLong();
        if (length < 2 || length > JsonFile.MOST_BYTES || length > fileSize - 8) {
            throw refusal("safetensors.length", file);
        }
        JsonNode json;
        try {
            json = JsonFile.JSON.readTree(read(channel, 8, (int) length).array());
        } catch (JsonProcessingException garbled) {
            throw refusal("safetensors.json", file);
        }
        if (!json.isObject()) {
            throw refusal("safetensors.json", file);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(
                                one -> metadata.put(one.getKey(), one.getValue().asText()));
            } else {
                entries.put(field.getKey(), entry(file, field.getKey(), field.getValue()));
            }
        }
        checkRanges(file, entries, fileSize - 8 - length);
        return new SafetensorsHeader(entries, Map.copyOf(metadata), 8 + length, fileSize);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // A channel may give less than was asked for.
        }
        return bytes.flip();
    }

    private static Entry entry(Path file, String name, JsonNode field) {
        Optional<ElementType> type =
                ElementType.ofSafetensors(field.path("dtype").asText());
        long @Nullable [] shape = counts(field.path("shape"));
        long @Nullable [] range = counts(field.path("data_offsets"));
        if (!field.path("dtype").isTextual() || shape == null || range == null || range.length != 2) {
            throw refusal("safetensors.field", file, name);
        }
        if (type.isEmpty()) {
            throw refusal("safetensors.type", file, name, field.path("dtype").asText());
        }
        long size;
        try {
            size = Math.multiplyExact(
                    StoredTensor.elements(shape), (long) type.get().bytes());
        } catch (ArithmeticException tooLarge) {
            throw refusal("safetensors.field", file, name);
        }
        if (range[1] - range[0] != size) {
            throw refusal("safetensors.size", file, name, size, range[1] - range[0]);
        }
        return new Entry(type.get(), shape, range[0], range[1]);
    }

    private static long @Nullable [] counts(JsonNode list) {
        long[] counts = new long[list.size()];
        for (int i = 0; i < counts.length; i++) {
            JsonNode count = list.get(i);
            if (count == null || !count.canConvertToLong() || !count.isIntegralNumber() || count.asLong() < 0) {
                return null;
            }
            counts[i] = count.asLong();
        }
        return list.isArray() ? counts : null;
    }

    private static void checkRanges(Path file, Map<String, Entry> entries, long dataSize) {
        List<Map.Entry<String, Entry>> inPlace = new ArrayList<>(entries.entrySet());
        inPlace.sort(Comparator.<Map.Entry<String, Entry>>comparingLong(
                        one -> one.getValue().begin())
                .thenComparingLong(one -> one.getValue().end()));
        long free = 0;
        for (Map.Entry<String, Entry> one : inPlace) {
            Entry entry = one.getValue();
            if (entry.end() > dataSize) {
                throw refusal("safetensors.outside", file, one.getKey(), entry.end(), dataSize);
            }
            if (entry.begin() != free) {
                throw refusal("safetensors.place", file, one.getKey(), entry.begin(), free);
            }
            free = entry.end();
        }
        if (free != dataSize) {
            throw refusal("safetensors.rest", file, dataSize - free);
        }
    }

    private static RequestException refusal(String key, Object... arguments) {
        return new RequestException(SafetensorsHeader.class, key, arguments);
    }
}
