package dev.bunrui.llm.network;

/**
 * How a low-rank delta enters a projection: {@code y = W x + scaling · B A dropout(x)} (Hu et al. 2021,
 * arXiv:2106.09685).
 *
 * @param scaling alpha / rank
 * @param dropout the share of inputs that a training step leaves out of the delta, 0 ≤ dropout < 1
 */
public record DeltaSettings(double scaling, double dropout) {
    public DeltaSettings {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout " + dropout);
        }
    }
}
