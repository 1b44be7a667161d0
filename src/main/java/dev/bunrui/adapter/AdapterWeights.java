package dev.bunrui.adapter;

import dev.bunrui.llm.StoredTensor;
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
    /** The classification head, [classes, hidden]. */
    public static final String HEAD = PREFIX + "score.weight";

    public AdapterWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The factor A, [rank, inputs], of the projection at a path such as {@code gpt_neox.layers.0.attention.dense}. */
    public static String down(String path) {
        return PREFIX + path + ".lora_A.weight";
    }

    /** The factor B, [outputs, rank], of a projection. */
    public static String up(String path) {
        return PREFIX + path + ".lora_B.weight";
    }

    public Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }
}
