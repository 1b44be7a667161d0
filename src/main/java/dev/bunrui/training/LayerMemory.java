package dev.bunrui.training;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.torch.Precision;

/**
 * The bytes that one layer takes for a micro-batch, told by what autograd saves of each of its operations. The frozen
 * projections save nothing of what they read; a delta saves it, and dropout's mask.
 *
 * @param kept what stays of a layer, its input included, until the backward pass has gone through it
 * @param first the same of the first layer, below which nothing is trained
 * @param last the most that the last layer takes in all, which computes keys and values for every token and the rest for
 *     one
 * @param work the most that lives beside what is kept while the backward pass goes through a layer
 * @param state its input
 * @param read the most that a layer takes in all where nothing is kept
 */
public record LayerMemory(long kept, long first, long last, long work, long state, long read) {
    /** What a layer takes for so many tokens, fillers included, of texts of at most {@code longest} tokens. */
    public static LayerMemory of(ModelConfig model, LoraSettings lora, Precision precision, int tokens, int longest) {
        LayerTally each = new LayerTally(model, lora.of(model), precision, longest);
        return new LayerMemory(
                tokens * each.kept(),
                tokens * each.first(),
                tokens * each.last(),
                tokens * each.work(),
                tokens * each.state(),
                tokens * each.read());
    }

    /** The most that all layers of a network take at once, of which so many, from the first on, are computed twice. */
    long peak(int layers, int recomputed) {
        long whole = layers - 1L - recomputed;
        long record = recomputed == 0 && whole > 0 ? first + (whole - 1) * kept : whole * kept;
        long above = record + Math.max(last, work);
        // Layers are computed again one at a time, once those above them have let go of what they kept.
        long again = recomputed == 0 ? 0 : kept + work;
        return recomputed * state + Math.max(above, again);
    }
}
