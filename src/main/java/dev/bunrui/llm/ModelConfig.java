package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code config.json} says of a network. All known architectures are decoders of the same plan, and a family's
 * reader says what is its own.
 *
 * @param family the architecture, as {@code model_type} names it
 * @param maxPositions the longest text in tokens that the model was made for
 * @param padId the token that fills up a batch; empty where the model has none
 * @param eosId the token that ends a text; empty where the model has none
 * @param weightType what the weights are said to be stored as; the tensors themselves decide
 * @param activation between the feed-forward block's projections
 * @param residual how a layer's two blocks are joined
 * @param normEps what keeps normalisations from dividing by zero
 * @param embeddingScale what the tokens' vectors are multiplied by
 * @param kinds of the layers, one each
 * @param defaultTargets what PEFT adapts where nothing else is asked for
 */
public record ModelConfig(
        String family,
        int vocabSize,
        int hiddenSize,
        int maxPositions,
        OptionalInt padId,
        OptionalInt eosId,
        Optional<ElementType> weightType,
        Attention attention,
        Activation activation,
        Residual residual,
        double normEps,
        double embeddingScale,
        List<LayerKind> kinds,
        Layout layout,
        List<String> defaultTargets) {
    /** The architectures that can be read, as {@code model_type} names them. */
    public static final List<String> FAMILIES =
            List.of("gpt_neox", "llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "gpt2");

    /** How a layer joins what attention and the feed-forward block give to its states. */
    public enum Residual {
        /** First attention; the feed-forward block reads the sum. */
        SEQUENTIAL,
        /** Both read the layer's input. */
        PARALLEL,
        /** As {@link #SEQUENTIAL}, what is added being normalised before. */
        SANDWICHED
    }

    public ModelConfig {
        kinds = List.copyOf(kinds);
        defaultTargets = List.copyOf(defaultTargets);
    }

    /** What checkpoints with a language model head put before the backbone's names, such as {@code gpt_neox.}. */
    public String prefix() {
        return layout.prefix();
    }

    /** The number of layers. */
    public int layers() {
        return kinds.size();
    }

    /**
     * Reads a {@code config.json} as Transformers 4 or 5 writes it; what it leaves out is as there.
     *
     * @throws RequestException if it is missing or garbled, of an unknown architecture, or a field is wrong
     */
    public static ModelConfig read(Path file) {
        ConfigFile config = new ConfigFile(JsonFile.read(file));
        String family = config.json().text("model_type", "");
        return switch (family) {
            case "gpt_neox" -> GptNeoXFamily.read(config);
            case "llama" -> LlamaFamily.llama(config);
            case "mistral" -> LlamaFamily.mistral(config);
            case "qwen2" -> LlamaFamily.qwen2(config);
            case "qwen3" -> LlamaFamily.qwen3(config);
            case "gemma2" -> GemmaFamily.gemma2(config);
            case "gemma3_text" -> GemmaFamily.gemma3(config);
            case "gpt2" -> Gpt2Family.read(config);
            default ->
                throw new RequestException(
                        ModelConfig.class, "config.family", file, family, String.join(", ", FAMILIES));
        };
    }
}
