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
import java.util.regex.Pattern;

/**
 * The tensors of a model, from one file or several. A backbone's tensor is found whether the file has it with the
 * prefix of a language model ({@code gpt_neox.layers.0…}) or without ({@code layers.0…}), and whichever way it is asked
 * for.
 */
public final class Checkpoint {
    /** Heads, of whatever task, and what older programs wrote beside the weights and computes itself. */
    private static final Pattern NO_PART = Pattern.compile("(lm_head|embed_out|score|classifier)\\..*"
            + "|.*\\.(attn|attention)\\.(bias|masked_bias)"
            + "|.*rotary_emb\\.(inv_freq|cos_cached|sin_cached)");

    private final ModelConfig config;
    private final Path folder;
    private final Map<String, TensorFile> places;

    private Checkpoint(ModelConfig config, Path folder, Map<String, TensorFile> places) {
        this.config = config;
        this.folder = folder;
        this.places = places;
    }

    static Checkpoint open(ModelConfig config, Path folder, List<Path> files) {
        Map<String, TensorFile> places = new HashMap<>();
        for (Path file : files) {
            TensorFile tensors = TensorFile.open(file);
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
        check(name, shape);
        return find(name).orElseThrow();
    }

    /**
     * Where a tensor that the network cannot do without lies in its file; empty if its numbers do not lie there in order.
     *
     * @throws RequestException as {@link #require} does
     */
    public Optional<FileRange> place(String name, long... shape) {
        return check(name, shape).place();
    }

    /**
     * The type of a tensor that the network cannot do without; none of its numbers is read.
     *
     * @throws RequestException as {@link #require} does
     */
    public ElementType type(String name, long... shape) {
        return check(name, shape).type();
    }

    private TensorFile.Described check(String name, long... shape) {
        String inFile = resolve(name)
                .orElseThrow(() -> new RequestException(Checkpoint.class, "checkpoint.missing", folder, name));
        TensorFile file = place(inFile);
        TensorFile.Described tensor = file.describe(inFile).orElseThrow();
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

    /**
     * Sees that the files hold no weights but those of the network and of heads: an unknown one would be left out of the
     * computation without a word.
     *
     * @param known the network's names
     * @throws RequestException naming the first that is unknown
     */
    void checkNothingElse(Set<String> known) {
        for (String name : names()) {
            if (!known.contains(name)
                    && !known.contains(other(name))
                    && !NO_PART.matcher(name).matches()) {
                throw new RequestException(
                        Checkpoint.class, "checkpoint.unknown", place(name).file(), name);
            }
        }
    }

    private TensorFile place(String inFile) {
        TensorFile place = places.get(inFile);
        if (place == null) {
            throw new IllegalStateException(inFile);
        }
        return place;
    }

    private Optional<String> resolve(String name) {
        return List.of(name, other(name)).stream().filter(places::containsKey).findFirst();
    }

    /** The name with the prefix where it is without, and without where it is with. */
    private String other(String name) {
        String prefix = config.prefix();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : prefix + name;
    }
}
