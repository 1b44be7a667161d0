package dev.bunrui.training;

import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.torch.Precision;

/** What the backward pass needs of the forward pass, and how many tokens are computed at once. */
public final class Activations {
    /**
     * Numbers of the hidden size that a layer keeps per token: what the norms read and give, the mixed values, and
     * dropout's masks.
     */
    private static final int KEPT_STATES = 6;

    /** How often a layer keeps what a projection gives: plain, and rotated or after the activation. */
    private static final int KEPT_OUTPUTS = 2;

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
    public static long bytesPerLayer(ModelConfig model, int tokens, Precision precision) {
        long outputs =
                model.layout().linears().stream().mapToLong(Linear::outputs).sum();
        long kept = (long) KEPT_STATES * model.hiddenSize() + KEPT_OUTPUTS * outputs;
        return tokens * kept * (precision == Precision.BF16 ? 2 : 4);
    }
}
