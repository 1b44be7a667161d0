package dev.bunrui.llm;

/**
 * A linear map of every layer of a network.
 *
 * @param role what it is for
 * @param path where checkpoints and PEFT have it within a layer, such as {@code attention.query_key_value}
 * @param inputs the size of the vectors that it takes
 * @param outputs the size of the vectors that it gives
 * @param bias it has a bias [outputs]
 * @param transposed its weight is stored as [inputs, outputs], as GPT-2's are, and not as [outputs, inputs]
 */
public record Linear(Role role, String path, int inputs, int outputs, boolean bias, boolean transposed) {
    /** What a linear map does in a layer. */
    public enum Role {
        /** Queries, keys and values in one. */
        QUERY_KEY_VALUE,
        QUERY,
        KEY,
        VALUE,
        /** What the heads found, back into the layer's states. */
        ATTENTION_OUTPUT,
        /** Whose activation the feed-forward block's wide states are multiplied by. */
        GATE,
        /** Into the feed-forward block's wide states. */
        UP,
        /** Out of them. */
        DOWN
    }

    Linear(Role role, String path, int inputs, int outputs, boolean bias) {
        this(role, path, inputs, outputs, bias, false);
    }

    /** The shape of its weight in a checkpoint. */
    public long[] weightShape() {
        return transposed ? new long[] {inputs, outputs} : new long[] {outputs, inputs};
    }
}
