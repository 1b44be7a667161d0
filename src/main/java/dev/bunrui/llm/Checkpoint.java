package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors of a model, from one file or several. A backbone's tensor is found whether the file has it with the
 * prefix of a language model ({@code gpt_neox.layers.0…}) or without ({@code layers.0…}), and whichever way it is asked
 * for.
 */
public final class Checkpoint {
    private final ModelConfig config;
    private final Path folder;
    private final Map<String, Safetensors> places;

    private Checkpoint(ModelConfig config, Path folder, Map<String, Safetensors> places) {
        this.config = config;
        this.folder = folder;
        this.places = places;
    }

    static Checkpoint open(ModelConfig config, Path folder, List<Path> files) {
        Map<String, Safetensors> places = new HashMap<>();
        for (Path file : files) {
            Safetensors tensors = Safetensors.open(file);
            for (String name : tensors.names()) {
                places.put(name, tensors);
            }
        }
        return new Checkpoint(config, folder, places);
    }

    /** The names as they stand in the files, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(places.keySet()));
    }

    /** A tensor of any shape, if it is there; its name is the one that its file has. */
    public Optional<StoredTensor> find(String name) {
        return resolve(name).flatMap(inFile -> place(inFile).find(inFile));
    }

    /**
     * A tensor that the network cannot do without; its name is the one that its file has.
     *
     * @param shape what its shape must be
     * @throws RequestException if it is missing or of another shape; the sentence names file, tensor and shapes
     */
    public StoredTensor require(String name, long... shape) {
        String inFile = resolve(name)
                .orElseThrow(() -> new RequestException(Checkpoint.class, "checkpoint.missing", folder, name));
        Safetensors file = place(inFile);
        StoredTensor tensor = file.find(inFile).orElseThrow();
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new RequestException(
                    Checkpoint.class,
                    "checkpoint.shape",
                    file.file(),
                    inFile,
                    Arrays.toString(tensor.shape()),
                    Arrays.toString(shape));
        }
        return tensor;
    }

    private Safetensors place(String inFile) {
        Safetensors place = places.get(inFile);
        if (place == null) {
            throw new IllegalStateException(inFile);
        }
        return place;
    }

    private Optional<String> resolve(String name) {
        String prefix = config.prefix();
        String other = name.startsWith(prefix) ? name.substring(prefix.length()) : prefix + name;
        return List.of(name, other).stream().filter(places::containsKey).findFirst();
    }
}
