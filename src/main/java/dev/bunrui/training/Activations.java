package dev.bunrui.training;

import dev.bunrui.torch.Precision;

/** What the backward pass needs of the forward pass, and how many tokens are computed at once. */
public final class Activations {
    /**
     * Numbers that a layer keeps per token, in multiples of the hidden size: inputs of both norms, the rotated and the
     * plain projections, the mixed values, the feed-forward block's wide states, and dropout's masks, rounded up.
     */
    private static final int KEPT = 24;

    /** On the processor, what its caches still serve (measured). */
    private static final int CPU_TOKENS = 2048;

    private static final int CUDA_TOKENS = 16_384;

    private Activations() {}

    /** Tokens of a micro-batch, fillers included, where its size is not asked for. */
    static int tokensAtOnce(boolean cuda) {
        return cuda ? CUDA_TOKENS : CPU_TOKENS;
    }

    /**
     * Tokens of the largest micro-batch, fillers included.
     *
     * @param longest tokens of the longest text
     */
    public static int largestMicroBatch(TrainingSettings settings, boolean cuda, int longest) {
        return settings.microBatch().isPresent()
                ? settings.microBatch().getAsInt() * longest
                : Math.max(tokensAtOnce(cuda), longest);
    }

    /** Bytes that one layer keeps for so many tokens. */
    public static long bytesPerLayer(int hiddenSize, int tokens, Precision precision) {
        return (long) tokens * hiddenSize * KEPT * (precision == Precision.BF16 ? 2 : 4);
    }
}
