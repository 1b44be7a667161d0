package dev.bunrui.llm;

/**
 * A normalisation of every layer of a network, or the one after the last layer.
 *
 * @param role what it is for
 * @param path where checkpoints have it: within a layer, or from the checkpoint's root for the last one
 * @param size of the vectors that it takes and gives
 */
public record Norm(Role role, String path, int size) {
    /** What a normalisation does. */
    public enum Role {
        ATTENTION_INPUT,
        /** Over each head's query. */
        QUERY,
        /** Over each head's key. */
        KEY,
        /** Over what attention gives, before it is added. */
        ATTENTION_OUTPUT,
        FEED_FORWARD_INPUT,
        /** Over what the feed-forward block gives, before it is added. */
        FEED_FORWARD_OUTPUT,
        /** After the last layer. */
        FINAL
    }

    /** The arithmetic, x being a vector, w and b the weights. */
    public enum Kind {
        /** (x − mean) / √(variance + ε) · w + b (Ba et al. 2016, arXiv:1607.06450). */
        LAYER,
        /** x / √(mean of squares + ε) · w (Zhang and Sennrich 2019, arXiv:1910.07467). */
        ROOT_MEAN_SQUARE,
        /** The same with (1 + w), multiplied in fp32, as Gemma has it. */
        ROOT_MEAN_SQUARE_OFFSET;

        /** There is a bias. */
        public boolean biased() {
            return this == LAYER;
        }
    }
}
