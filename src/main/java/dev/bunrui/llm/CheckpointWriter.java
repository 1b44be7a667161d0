package dev.bunrui.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a model's tensors as Transformers does: {@code model.safetensors}, or, where that would be too large, shards
 * and {@code model.safetensors.index.json}, which says what is where.
 */
public final class CheckpointWriter {
    /** What Transformers takes as the greatest size of a file, in bytes. */
    public static final long SHARD_BYTES = 5_000_000_000L;

    private static final String WHOLE = ModelFolder.WEIGHTS.get(0);

    private CheckpointWriter() {}

    /**
     * Writes the tensors into a folder.
     *
     * @param most bytes of tensors in one file; a tensor that is larger gets a file for itself
     * @throws dev.bunrui.message.RequestException if the folder cannot be written to
     */
    public static void write(Path folder, List<PlannedTensor> tensors, long most) {
        List<List<PlannedTensor>> shards = shards(tensors, most);
        if (shards.size() == 1) {
            SafetensorsWriter.writePlanned(folder.resolve(WHOLE), tensors, SafetensorsWriter.PYTORCH);
            return;
        }
        Map<String, String> places = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.writePlanned(folder.resolve(name), shards.get(i), SafetensorsWriter.PYTORCH);
            shards.get(i).forEach(tensor -> places.put(tensor.name(), name));
        }
        ObjectNode index = JsonFile.JSON.createObjectNode();
        index.putObject("metadata")
                .put(
                        "total_size",
                        tensors.stream().mapToLong(PlannedTensor::size).sum());
        places.forEach(index.putObject("weight_map")::put);
        AtomicFile.write(folder.resolve(WHOLE + ModelFolder.INDEX), index.toPrettyString() + "\n");
    }

    private static List<List<PlannedTensor>> shards(List<PlannedTensor> tensors, long most) {
        List<List<PlannedTensor>> shards = new ArrayList<>(List.of(new ArrayList<>()));
        long filled = 0;
        for (PlannedTensor tensor : tensors) {
            if (filled > 0 && filled + tensor.size() > most) {
                shards.add(new ArrayList<>());
                filled = 0;
            }
            shards.get(shards.size() - 1).add(tensor);
            filled += tensor.size();
        }
        return shards;
    }
}
