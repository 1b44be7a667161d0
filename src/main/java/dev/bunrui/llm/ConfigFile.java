package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.util.Optional;

/** The fields of a {@code config.json} that the families share, in both spellings that Transformers has had. */
record ConfigFile(JsonFile json) {
    /** The function with the name that a field has. */
    Activation activation(String field, String otherwise) {
        return Activation.ofTransformers(json.text(field, otherwise))
                .orElseThrow(() -> json.refusal(field, "activation"));
    }

    /** Transformers 4 says {@code torch_dtype}, 5 {@code dtype}. */
    Optional<ElementType> weightType() {
        String field = json.has("dtype") ? "dtype" : "torch_dtype";
        String type = json.text(field, "auto");
        return type.equals("auto")
                ? Optional.empty()
                : Optional.of(ElementType.ofTorch(type).orElseThrow(() -> json.refusal(field, "type")));
    }

    /** Dimensions of a head, where they follow from the hidden size. */
    int headSize(int hidden, int heads, String hiddenField, String headsField) {
        if (hidden % heads != 0) {
            throw new RequestException(
                    ModelConfig.class,
                    "config.multiple",
                    json.file(),
                    hiddenField,
                    String.valueOf(hidden),
                    headsField,
                    String.valueOf(heads));
        }
        return hidden / heads;
    }

    /** Heads of keys and values; as many as of queries where the file does not say. */
    int keyValueHeads(int heads, int otherwise) {
        int shared = json.count("num_key_value_heads", otherwise);
        if (heads % shared != 0) {
            throw new RequestException(
                    ModelConfig.class,
                    "config.multiple",
                    json.file(),
                    "num_attention_heads",
                    String.valueOf(heads),
                    "num_key_value_heads",
                    String.valueOf(shared));
        }
        return shared;
    }

    /** Refuses a flag whose arithmetic is another. */
    void mustBe(String field, boolean known) {
        if (json.flag(field, known) != known) {
            throw new RequestException(ModelConfig.class, "config.variant", json.file(), field, !known);
        }
    }

    /** What Transformers 5 nests in {@code rope_parameters}, and both take as {@code rope_scaling}. */
    JsonFile rope() {
        return json.inside(json.has("rope_scaling") ? "rope_scaling" : "rope_parameters");
    }
}
