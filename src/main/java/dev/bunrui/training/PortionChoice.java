package dev.bunrui.training;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.torch.Precision;
import dev.bunrui.training.TrainingSettings.Recompute;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a batch is computed at once and how many layers are computed twice, so that it goes into the memory that is
 * there. The rule, where neither was asked for:
 *
 * <p>On the processor the micro-batch has {@value #CPU_TOKENS} tokens, fillers included, what its caches still serve
 * (measured); as few layers are computed twice as let it fit.
 *
 * <p>On a card it has {@value #CUDA_TOKENS}, or a half, or a quarter of that. Of these the one is taken that needs the
 * fewest layers twice, and of equals the largest: half the tokens keep a card nearly as busy, while every layer twice
 * takes half the time again. Below {@value #LEAST_CUDA_TOKENS} tokens it is not made smaller.
 *
 * <p>A micro-batch that was asked for stays as it is, and so does a wish that all layers or none be computed twice. Where
 * nothing fits, the least of what may be chosen is tried.
 */
public final class PortionChoice {
    static final int CPU_TOKENS = 2048;
    static final int CUDA_TOKENS = 16_384;
    static final int LEAST_CUDA_TOKENS = 4096;

    /** Of the C library's allocator: between 1.1 and 1.6 (measured); a card's has its own share of {@link Room}. */
    private static final double CPU_GAPS = 1.33;

    private final ModelConfig model;
    private final LoraSettings lora;
    private final Precision precision;
    private final boolean cuda;
    private final TrainingSettings settings;
    private final int longest;

    /** {@code longest}: the tokens of the longest text. */
    public PortionChoice(
            ModelConfig model,
            LoraSettings lora,
            Precision precision,
            boolean cuda,
            TrainingSettings settings,
            int longest) {
        this.model = model;
        this.lora = lora;
        this.precision = precision;
        this.cuda = cuda;
        this.settings = settings;
        this.longest = longest;
    }

    /** What is chosen where so many bytes are free for what a training computes, the weights and the adapter apart. */
    public Portion within(long room) {
        int most = model.layers() - 1;
        int least = settings.recompute() == Recompute.ON ? most : 0;
        int greatest = settings.recompute() == Recompute.OFF ? 0 : most;
        Choice choice = choose(tokens(), least, greatest, (tokens, twice) -> bytes(tokens, twice) <= room);
        return new Portion(settings.microBatch(), choice.tokens(), choice.recomputed());
    }

    /** Tokens at once, and layers that are computed twice. */
    record Choice(int tokens, int recomputed) {}

    /** Whether what is computed at once fits with so many layers computed twice. */
    @FunctionalInterface
    interface Fitting {
        boolean fits(int tokens, int recomputed);
    }

    /**
     * The fewest layers, and of equals the most tokens.
     *
     * @param tokens that may be chosen, the most first
     * @param least layers that are computed twice
     * @param greatest number of layers that may be
     */
    static Choice choose(List<Integer> tokens, int least, int greatest, Fitting fitting) {
        for (int twice = least; twice <= greatest; twice++) {
            for (int atOnce : tokens) {
                if (fitting.fits(atOnce, twice)) {
                    return new Choice(atOnce, twice);
                }
            }
        }
        return new Choice(tokens.get(tokens.size() - 1), greatest);
    }

    /** The bytes that a training's activations take at their peak with such a portion. */
    public long bytes(Portion portion) {
        return bytes(portion.tokens(), portion.recomputed());
    }

    private long bytes(int tokens, int recomputed) {
        return withGaps(layer(tokens).peak(model.layers(), recomputed), cuda);
    }

    /** What blocks of so many bytes take up of a device's memory, with what lies unused between them. */
    public static long withGaps(long bytes, boolean cuda) {
        return cuda ? bytes : Math.round(bytes * CPU_GAPS);
    }

    /** What may be computed at once, the most first. */
    private List<Integer> tokens() {
        int tokens = cuda ? CUDA_TOKENS : CPU_TOKENS;
        List<Integer> choices = new ArrayList<>(List.of(tokens));
        while (cuda && settings.microBatch().isEmpty() && tokens / 2 >= Math.max(LEAST_CUDA_TOKENS, longest)) {
            tokens /= 2;
            choices.add(tokens);
        }
        return choices;
    }

    /** Of the largest micro-batch, fillers included. */
    private LayerMemory layer(int tokens) {
        long asked = settings.microBatch().isPresent()
                ? (long) settings.microBatch().getAsInt() * longest
                : Math.max(tokens, longest);
        int largest = Math.toIntExact(Math.min(asked, (long) settings.batchSize() * longest));
        return LayerMemory.of(model, lora, precision, largest, longest);
    }
}
