package dev.bunrui.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes safetensors files as the reference implementation lays them out, byte for byte: widest elements first, then by
 * name; the header padded with spaces so that the tensors begin at a multiple of eight. The same tensors give the same
 * bytes whatever order they come in.
 */
public final class SafetensorsWriter {
    /** What PyTorch's programs write, and some insist on reading. */
    public static final Map<String, String> PYTORCH = Map.of("format", "pt");

    // By name as its UTF-8 bytes compare, which differs from Java's order beyond the Basic Multilingual Plane.
    private static final Comparator<PlannedTensor> PLACE = Comparator.comparing(PlannedTensor::type)
            .reversed()
            .thenComparing(tensor -> tensor.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private SafetensorsWriter() {}

    /** Writes the tensors with the metadata {@link #PYTORCH}. */
    public static void write(Path file, Collection<StoredTensor> tensors) {
        write(file, tensors, PYTORCH);
    }

    /**
     * Replaces the file's content by these tensors, wholly or not at all.
     *
     * @throws RequestException if the place cannot be written to
     * @throws IllegalArgumentException if two tensors share a name
     */
    public static void write(Path file, Collection<StoredTensor> tensors, Map<String, String> metadata) {
        writePlanned(file, tensors.stream().map(PlannedTensor::of).toList(), metadata);
    }

    /**
     * Replaces the file's content by tensors whose bytes are asked for one tensor after the other, wholly or not at all.
     *
     * @throws RequestException if the place cannot be written to
     * @throws IllegalArgumentException if two tensors share a name
     */
    public static void writePlanned(Path file, Collection<PlannedTensor> tensors, Map<String, String> metadata) {
        List<PlannedTensor> inPlace = new ArrayList<>(tensors);
        inPlace.sort(PLACE);
        byte[] header = header(inPlace, metadata);
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            WritableByteChannel channel = Channels.newChannel(out);
            for (PlannedTensor tensor : inPlace) {
                tensor.content().writeTo(channel);
            }
        });
    }

    private static byte[] header(List<PlannedTensor> inPlace, Map<String, String> metadata) {
        ObjectNode header = JsonFile.JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode about = header.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(about::put);
        }
        long position = 0;
        for (PlannedTensor tensor : inPlace) {
            if (header.has(tensor.name())) {
                throw new IllegalArgumentException("two tensors named " + tensor.name());
            }
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            var shape = entry.putArray("shape");
            for (long extent : tensor.shape()) {
                shape.add(extent);
            }
            long end = position + tensor.size();
            entry.putArray("data_offsets").add(position).add(end);
            position = end;
        }
        String json = header.toString();
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat(Math.floorMod(-length, 8))).getBytes(StandardCharsets.UTF_8);
    }
}
