package dev.bunrui.llm.network;

import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import java.util.List;

/**
 * A linear map of every layer that a low-rank delta may be added to.
 *
 * @param path where it lies within a layer, such as {@code attention.query_key_value}
 * @param inputs the size of the vectors that it takes
 * @param outputs the size of the vectors that it gives
 * @param transposed its weight is stored as [inputs, outputs] (GPT-2's {@code Conv1D}), not as [outputs, inputs]
 */
public record Projection(String path, int inputs, int outputs, boolean transposed) {
    /** The projections of each layer of a network, told by its configuration. */
    public static List<Projection> of(ModelConfig config) {
        return config.layout().linears().stream().map(Projection::of).toList();
    }

    /** The projection that a linear map of a layer is. */
    public static Projection of(Linear linear) {
        return new Projection(linear.path(), linear.inputs(), linear.outputs(), linear.transposed());
    }

    /** What it is called, such as {@code query_key_value}; GPT-2 has two of one name. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether a name in PEFT's {@code target_modules} means this projection: its path, or the end of it after a dot. */
    public boolean matches(String target) {
        return path.equals(target) || path.endsWith("." + target);
    }

    /** How many weights it has. */
    public long weights() {
        return (long) inputs * outputs;
    }
}
