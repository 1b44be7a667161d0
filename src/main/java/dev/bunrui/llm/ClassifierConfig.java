package dev.bunrui.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a {@code config.json} says beside the network itself: the classes of a sequence classifier, as Transformers keeps
 * them.
 *
 * @see <a href="https://huggingface.co/docs/transformers/main_classes/configuration">Transformers on configurations</a>
 */
public final class ClassifierConfig {
    private static final String LABELS = "id2label";
    private static final String FILE = "config.json";
    /** What Transformers calls classes that nobody has named. */
    private static final Pattern NAMELESS = Pattern.compile("LABEL_\\d+");

    private ClassifierConfig() {}

    /**
     * The names of the classes in the order of the logits; empty where a model has none, or not for so many classes.
     *
     * @throws dev.bunrui.message.RequestException if the model's configuration cannot be read
     */
    public static Optional<List<String>> labels(ModelFolder model, int classes) {
        JsonNode named =
                JsonFile.read(model.path().resolve(FILE)).inside(LABELS).object();
        List<String> labels = new ArrayList<>();
        for (int id = 0; id < named.size(); id++) {
            labels.add(named.path(Integer.toString(id)).asText());
        }
        boolean useful = labels.size() == classes
                && labels.stream()
                        .noneMatch(label ->
                                label.isEmpty() || NAMELESS.matcher(label).matches());
        return useful ? Optional.of(List.copyOf(labels)) : Optional.empty();
    }

    /**
     * The token that a model's documents begin with, if it names one.
     *
     * @throws dev.bunrui.message.RequestException if the model's configuration cannot be read
     */
    public static OptionalInt beginning(ModelFolder model) {
        return JsonFile.read(model.path().resolve(FILE)).tokenId("bos_token_id", OptionalInt.empty());
    }

    /**
     * Writes a model's configuration as that of a sequence classifier over the same network.
     *
     * @param labels the classes in the order of the logits
     * @param padId the token that fills up batches, by which Transformers finds the last token of a text
     * @param stored what all weights of the network are stored as; empty where they differ
     * @throws dev.bunrui.message.RequestException if the one cannot be read or the other not be written
     */
    public static void write(
            ModelFolder model, Path folder, List<String> labels, int padId, Optional<ElementType> stored) {
        ObjectNode config = JsonFile.read(model.path().resolve(FILE)).object().deepCopy();
        // Code of the repository that the model came from; the families that are read need none.
        config.remove("auto_map");
        config.putArray("architectures").add(architecture(model.config().family()));
        ObjectNode names = config.putObject(LABELS);
        ObjectNode ids = config.putObject("label2id");
        for (int id = 0; id < labels.size(); id++) {
            names.put(Integer.toString(id), labels.get(id));
            ids.put(labels.get(id), id);
        }
        config.put("pad_token_id", padId);
        // Transformers 4 says torch_dtype, and 5 reads both.
        String type = config.has("dtype") ? "dtype" : "torch_dtype";
        stored.ifPresent(known -> config.put(type, known.torchName()));
        AtomicFile.write(folder.resolve(FILE), config.toPrettyString() + "\n");
    }

    private static String architecture(String family) {
        String name = switch (family) {
            case "gpt_neox" -> "GPTNeoX";
            case "gpt2" -> "GPT2";
            case "llama" -> "Llama";
            case "mistral" -> "Mistral";
            case "qwen2" -> "Qwen2";
            case "qwen3" -> "Qwen3";
            case "gemma2" -> "Gemma2";
            case "gemma3_text" -> "Gemma3Text";
            default -> throw new IllegalArgumentException(family);
        };
        return name + "ForSequenceClassification";
    }
}
