package dev.bunrui.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.file.Sha256;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A model on disk in the Hugging Face layout: {@code config.json}, the {@linkplain TokenizerFiles tokenizer's files} and
 * the weights, either
 * {@code model.safetensors} or the shards that {@code model.safetensors.index.json} names, or the same as
 * {@code pytorch_model.bin}.
 *
 * @param weightFiles the files with the tensors, each of them present when the folder was opened
 */
public record ModelFolder(Path path, ModelConfig config, List<Path> weightFiles) {
    private static final String CONFIG = "config.json";
    /** What holds all weights in one file, the preferred form first; {@code INDEX} after its name tells of shards. */
    static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");

    static final String INDEX = ".index.json";

    /** What a file can be called on every system. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\:*?\"<>|]{1,200}");

    public ModelFolder {
        weightFiles = List.copyOf(weightFiles);
    }

    /**
     * Reads the configuration and sees that every file is there; the weights are not looked into.
     *
     * @throws RequestException naming what is missing or wrong
     */
    public static ModelFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RequestException(ModelFolder.class, "folder.none", folder);
        }
        if (!Files.exists(folder.resolve(CONFIG))) {
            throw new RequestException(ModelFolder.class, "folder.config", folder);
        }
        ModelConfig config = ModelConfig.read(folder.resolve(CONFIG));
        List<Path> weights = weightFiles(folder);
        TokenizerFiles.main(folder);
        return new ModelFolder(folder, config, weights);
    }

    /**
     * The size of all weights on disk.
     *
     * @throws RequestException if a file cannot be read
     */
    public long weightBytes() {
        long bytes = 0;
        for (Path file : weightFiles) {
            try {
                bytes += Files.size(file);
            } catch (IOException vanished) {
                throw JsonFile.unreadable(file, vanished);
            }
        }
        return bytes;
    }

    /** The file with the tokenizer's vocabulary. */
    public Path tokenizerFile() {
        return TokenizerFiles.main(path);
    }

    /** All that the tokenizer is made of, to be kept together. */
    public List<Path> tokenizerFiles() {
        return TokenizerFiles.all(path);
    }

    /**
     * The weights, their headers read and checked.
     *
     * @throws RequestException if a file is not a sound safetensors file
     */
    public Checkpoint checkpoint() {
        return Checkpoint.open(config, path, weightFiles);
    }

    /**
     * SHA-256 in hexadecimal of each file that makes the model, by file name. Reads the whole of the weights.
     *
     * @throws RequestException if a file cannot be read
     */
    public SortedMap<String, String> hashes() {
        List<Path> files = new ArrayList<>(weightFiles);
        files.add(path.resolve(CONFIG));
        files.addAll(tokenizerFiles());
        index(path).ifPresent(files::add);
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Path file : files) {
            hashes.put(path.relativize(file).toString().replace('\\', '/'), sha256(file));
        }
        return hashes;
    }

    /** The file that names the shards of the weights, if they are in shards. */
    private static Optional<Path> index(Path folder) {
        for (String weights : WEIGHTS) {
            if (Files.isRegularFile(folder.resolve(weights))) {
                return Optional.empty();
            }
            Path index = folder.resolve(weights + INDEX);
            if (Files.isRegularFile(index)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private static List<Path> weightFiles(Path folder) {
        Optional<Path> shards = index(folder);
        return shards.isPresent()
                ? shards(shards.get(), folder)
                : List.of(WEIGHTS.stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new RequestException(ModelFolder.class, "folder.weights", folder)));
    }

    private static List<Path> shards(Path index, Path folder) {
        String name = index.getFileName().toString();
        String weights = name.substring(0, name.length() - INDEX.length());
        String ending = weights.substring(weights.lastIndexOf('.'));
        SortedSet<String> names = new TreeSet<>();
        JsonFile json = JsonFile.read(index);
        for (Map.Entry<String, JsonNode> place :
                json.inside("weight_map").object().properties()) {
            String shard = place.getValue().asText();
            // A shard lies in the folder itself: a downloaded index must not reach other files, nor name what no file
            // can.
            if (!shard.endsWith(ending) || !NAME.matcher(shard).matches()) {
                throw new RequestException(ModelFolder.class, "folder.shardName", index, place.getKey(), shard);
            }
            names.add(shard);
        }
        if (names.isEmpty()) {
            throw json.refusal("weight_map", "object");
        }
        List<Path> shards = names.stream().map(folder::resolve).toList();
        for (Path shard : shards) {
            if (!Files.isRegularFile(shard)) {
                throw new RequestException(ModelFolder.class, "folder.shard", index, shard.getFileName());
            }
        }
        return shards;
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException failure) {
            throw JsonFile.unreadable(file, failure);
        }
    }
}
