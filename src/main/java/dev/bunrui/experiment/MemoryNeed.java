package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ElementType;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.LayerMemory;
import dev.bunrui.training.PortionChoice;
import dev.bunrui.training.Room;
import java.util.List;

/**
 * The memory that a run is likely to take at its peak, in bytes; planned from the sizes of the network and of the
 * articles, not measured. On a card, all but the program's own lies in the card's memory.
 *
 * @param onCard whether it is computed on a card
 * @param weights of the frozen network
 * @param adapter its values, their gradients and moments, and the copy of the best epoch
 * @param activations that the backward pass needs, with those of the layer that is being computed; or of an evaluation
 *     batch, if that is more
 * @param context of CUDA on the card, with its libraries' code; 0 on the processor
 * @param program the engine's own and the articles'
 */
public record MemoryNeed(boolean onCard, long weights, long adapter, long activations, long context, long program) {
    /** Value, gradient, AdamW's two moments and the best epoch's copy, each in fp32. */
    private static final int BYTES_PER_TRAINED = 5 * 4;

    /** The virtual machine and the engine's libraries at work (measured). */
    private static final long ENGINE = 355L << 20;

    /** What a process holds on a card before its first tensor, and what cuBLAS works in (estimated). */
    private static final long CONTEXT = 512L << 20;

    /** CUDA's libraries in main memory (estimated). */
    private static final long CUDA_LIBRARIES = 1L << 30;

    /** Raw, clean and tokenised texts, the SVM's counts, and what the collector has not yet taken away (measured). */
    private static final int BYTES_PER_CHARACTER = 75;

    /** What the device takes that computes: all of it on the processor, and on a card what lies there. */
    public long onDevice() {
        return weights + adapter + activations + context + (onCard ? 0 : program);
    }

    /** What main memory takes. */
    public long inMainMemory() {
        return onCard ? program : onDevice();
    }

    /**
     * The need of a run.
     *
     * @param parameters how many numbers the network has
     * @param free the memory of the device that computes, as far as it may be taken now; what does not fit into it is
     *     computed twice, as {@link PortionChoice} says
     */
    public static MemoryNeed of(
            ModelConfig model,
            long parameters,
            RunSettings settings,
            Precision precision,
            boolean cuda,
            Workload workload,
            long free) {
        LoraSettings lora = settings.lora().of(model);
        long weights = weights(model, parameters, settings.weights(), precision);
        long adapter = trained(model, lora) * BYTES_PER_TRAINED;
        int longest = Math.min(workload.longest(), settings.maxLength());
        PortionChoice choice = new PortionChoice(model, lora, precision, cuda, settings.training(), longest);
        long room = cuda ? Room.onCard(free, weights + adapter + CONTEXT) : Room.onProcessor(free);
        return new MemoryNeed(
                cuda,
                weights,
                adapter,
                Math.max(choice.bytes(choice.within(room)), evaluated(model, lora, precision, cuda, workload, longest)),
                cuda ? CONTEXT : 0,
                ENGINE + (cuda ? CUDA_LIBRARIES : 0) + workload.characters() * BYTES_PER_CHARACTER);
    }

    private static long trained(ModelConfig model, LoraSettings lora) {
        return model.layers()
                * Projection.of(model).stream()
                        .filter(lora::targets)
                        .mapToLong(projection -> (long) lora.rank() * (projection.inputs() + projection.outputs()))
                        .sum();
    }

    private static long evaluated(
            ModelConfig model, LoraSettings lora, Precision precision, boolean cuda, Workload workload, int longest) {
        int tokens = Math.max(LoraClassifier.BATCH_TOKENS, longest);
        // Nobody reads more at once than all articles.
        long all = workload.articles() == 0 ? tokens : (long) workload.articles() * longest;
        LayerMemory layer = LayerMemory.of(model, lora, precision, (int) Math.min(tokens, all), longest);
        return PortionChoice.withGaps(layer.read(), cuda);
    }

    /** The tables of tokens and positions as they are stored; of layers that are restored one is there in full as well. */
    private static long weights(ModelConfig model, long parameters, WeightFormat format, Precision precision) {
        long tables = (long) model.hiddenSize()
                * (model.vocabSize() + (model.layout().positions().isPresent() ? model.maxPositions() : 0));
        long stored = tables * model.weightType().map(ElementType::bytes).orElse(precision.bytes());
        long computed = parameters - tables;
        if (format == WeightFormat.FULL) {
            return stored + computed * precision.bytes();
        }
        List<Projection> projections = Projection.of(model);
        long quantised = projections.stream()
                .mapToLong(projection -> format.bytes(projection.outputs(), projection.inputs(), precision))
                .sum();
        long ofLayer = projections.stream().mapToLong(Projection::weights).sum();
        long others = computed - model.layers() * ofLayer;
        long restored = format.restored() ? ofLayer : 0;
        return stored + model.layers() * quantised + (others + restored) * precision.bytes();
    }
}
