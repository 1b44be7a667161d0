package dev.bunrui.adapter;

import dev.bunrui.llm.Checkpoint;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An adapter's numbers off the device, under the names that PEFT gives them in {@code adapter_model.safetensors}; a copy
 * that training goes on without.
 */
public record AdapterWeights(Map<String, StoredTensor> tensors) {
    private static final String PREFIX = "base_model.model.";
    private static final String DOWN = ".lora_A.weight";
    private static final String UP = ".lora_B.weight";

    /** The classification head, [classes, hidden]. */
    public static final String HEAD = PREFIX + "score.weight";

    public AdapterWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * The head alone of a model that is a sequence classifier: an adapter that changes nothing in the network.
     *
     * @throws RequestException if the model has no head, or one with a bias, which no known family has
     */
    public static AdapterWeights headOf(ModelFolder model) {
        Checkpoint checkpoint = model.checkpoint();
        StoredTensor head = checkpoint
                .find("score.weight")
                .orElseThrow(() -> new RequestException(AdapterWeights.class, "head.none", model.path()));
        if (checkpoint.find("score.bias").isPresent()) {
            throw new RequestException(AdapterWeights.class, "head.bias", model.path());
        }
        return new AdapterWeights(Map.of(HEAD, StoredTensor.of(HEAD, head.floats(), head.shape())));
    }

    /** The factor A, [rank, inputs], of the projection at a path such as {@code gpt_neox.layers.0.attention.dense}. */
    public static String down(String path) {
        return PREFIX + path + DOWN;
    }

    /** The factor B, [outputs, rank], of a projection. */
    public static String up(String path) {
        return PREFIX + path + UP;
    }

    /** The name of the factor that makes a delta together with the one of this name. */
    static String otherFactor(String name) {
        return name.endsWith(DOWN)
                ? name.substring(0, name.length() - DOWN.length()) + UP
                : name.substring(0, name.length() - UP.length()) + DOWN;
    }

    public Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }
}
