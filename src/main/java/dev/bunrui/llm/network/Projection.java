package dev.bunrui.llm.network;

import dev.bunrui.llm.GptNeoXConfig;
import dev.bunrui.llm.ModelConfig;
import java.util.List;

/**
 * A linear map of every layer that a low-rank delta may be added to.
 *
 * @param name its name in the checkpoint and in PEFT's {@code target_modules}, such as {@code query_key_value}
 * @param path where it lies within a layer, such as {@code attention.query_key_value}
 * @param inputs the size of the vectors that it takes
 * @param outputs the size of the vectors that it gives
 */
public record Projection(String name, String path, int inputs, int outputs) {
    /** The projections of each layer of a network, told by its configuration. */
    public static List<Projection> of(ModelConfig config) {
        // The only architecture there is; the cast fails where another is added and forgotten here.
        GptNeoXConfig network = (GptNeoXConfig) config;
        int hidden = network.hiddenSize();
        int wide = network.intermediateSize();
        return List.of(
                new Projection("query_key_value", "attention.query_key_value", hidden, 3 * hidden),
                new Projection("dense", "attention.dense", hidden, hidden),
                new Projection("dense_h_to_4h", "mlp.dense_h_to_4h", hidden, wide),
                new Projection("dense_4h_to_h", "mlp.dense_4h_to_h", wide, hidden));
    }

    /** How many weights it has. */
    public long weights() {
        return (long) inputs * outputs;
    }
}
