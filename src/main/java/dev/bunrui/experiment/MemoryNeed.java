package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.Activations;
import dev.bunrui.training.LayerMemory;
import dev.bunrui.training.TrainingSettings.Recompute;
import java.util.List;

/**
 * The memory that a run is likely to take at its peak, in bytes; planned from the sizes of the network and of the
 * articles, not measured.
 *
 * @param weights of the frozen network
 * @param adapter its values, their gradients and moments, and the copy of the best epoch
 * @param activations that the backward pass needs, with those of the layer that is being computed; or of an evaluation
 *     batch, if that is more
 * @param program the engine's own and the articles'
 */
public record MemoryNeed(long weights, long adapter, long activations, long program) {
    /** Value, gradient, AdamW's two moments and the best epoch's copy, each in fp32. */
    private static final int BYTES_PER_TRAINED = 5 * 4;

    /** The virtual machine and the engine's libraries at work (measured). */
    private static final long ENGINE = 355L << 20;

    /** Raw, clean and tokenised texts, and what the collector has not yet taken away (measured). */
    private static final int BYTES_PER_CHARACTER = 40;

    /** All of it. */
    public long total() {
        return weights + adapter + activations + program;
    }

    /**
     * The need of a run.
     *
     * @param parameters how many numbers the network has
     * @param free the memory that may be taken now, by which {@link Recompute#AUTO} decides
     */
    public static MemoryNeed of(
            ModelConfig model,
            long parameters,
            RunSettings settings,
            Precision precision,
            boolean cuda,
            Workload workload,
            long free) {
        List<Projection> projections = Projection.of(model);
        LoraSettings lora = settings.lora().of(model);
        long trained = model.layers()
                * projections.stream()
                        .filter(projection -> lora.targets(projection))
                        .mapToLong(projection ->
                                (long) settings.lora().rank() * (projection.inputs() + projection.outputs()))
                        .sum();
        int longest = Math.min(workload.longest(), settings.maxLength());
        int tokens = Activations.largestMicroBatch(settings.training(), cuda, longest);
        LayerMemory layer = LayerMemory.of(model, lora, precision, cuda, tokens, longest);
        long kept = keptLayers(settings.training().recompute(), model.layers(), layer.kept(), cuda, free);
        long again = model.layers() - 1 - kept;
        long training = kept * layer.kept() + layer.last() + layer.work();
        if (again > 0) {
            training += again * layer.state() + layer.kept();
        }
        LayerMemory evaluated =
                LayerMemory.of(model, lora, precision, cuda, Math.max(LoraClassifier.BATCH_TOKENS, longest), longest);
        return new MemoryNeed(
                weights(model, parameters, settings.weights(), precision),
                trained * BYTES_PER_TRAINED,
                Math.max(training, evaluated.work()),
                ENGINE + workload.characters() * BYTES_PER_CHARACTER);
    }

    /** Where they are quantised, with those of the one layer that is computed. */
    private static long weights(ModelConfig model, long parameters, WeightFormat format, Precision precision) {
        if (format == WeightFormat.FULL) {
            return parameters * precision.bytes();
        }
        List<Projection> projections = Projection.of(model);
        long quantised = projections.stream()
                .mapToLong(projection -> format.bytes(projection.outputs(), projection.inputs(), precision))
                .sum();
        long ofLayer = projections.stream().mapToLong(Projection::weights).sum();
        long others = parameters - model.layers() * ofLayer;
        return model.layers() * quantised + (others + ofLayer) * precision.bytes();
    }

    /** As the training itself decides it; the last layer is never computed twice. */
    private static long keptLayers(Recompute recompute, int layers, long layer, boolean cuda, long free) {
        return switch (recompute) {
            case OFF -> layers - 1L;
            case ON -> 0;
            case AUTO -> cuda ? layers - 1L : Math.min(layers - 1L, free / 2 / Math.max(1, layer));
        };
    }
}
