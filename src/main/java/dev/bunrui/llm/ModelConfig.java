package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code config.json} says of a network, one record an architecture. */
public sealed interface ModelConfig permits GptNeoXConfig {
    /** The architectures that can be read, as {@code model_type} names them. */
    List<String> FAMILIES = List.of(GptNeoXConfig.FAMILY);

    /** The architecture, as {@code model_type} names it. */
    String family();

    /** What checkpoints with a language model head put before the backbone's names, such as {@code gpt_neox.}. */
    String prefix();

    int vocabSize();

    int hiddenSize();

    int layers();

    /** The longest text in tokens that the model was made for. */
    int maxPositions();

    /** The token that fills up a batch; empty where the model has none. */
    OptionalInt padId();

    /** The token that ends a text; empty where the model has none. */
    OptionalInt eosId();

    /** What the weights are said to be stored as; the tensors themselves decide. */
    Optional<ElementType> weightType();

    /**
     * Reads a {@code config.json} as Transformers 4 or 5 writes it.
     *
     * @throws RequestException if it is missing or garbled, of an unknown architecture, or a field is wrong
     */
    static ModelConfig read(Path file) {
        JsonFile json = JsonFile.read(file);
        String family = json.text("model_type", "");
        return switch (family) {
            case GptNeoXConfig.FAMILY -> GptNeoXConfig.of(json);
            default ->
                throw new RequestException(
                        ModelConfig.class, "config.family", file, family, String.join(", ", FAMILIES));
        };
    }
}
