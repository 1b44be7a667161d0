package dev.bunrui.experiment;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.network.Projection;

/** What a run leaves on the disk. */
public final class DiskNeed {
    /** The adapter; and in the state to go on from its values, AdamW's two moments and the best epoch's values: fp32 each. */
    private static final int BYTES_PER_TRAINED = 5 * 4;

    /** A line of the predictions. */
    private static final int BYTES_PER_PREDICTION = 250;

    /** Log, settings, metrics and tokenizer. */
    private static final long REST = 4L << 20;

    private DiskNeed() {}

    /** Bytes, from the sizes of the network and of the articles; not measured. */
    public static long of(ModelConfig model, RunSettings settings, Workload workload) {
        long trained = model.layers()
                * Projection.of(model).stream()
                        .filter(settings.lora().of(model)::targets)
                        .mapToLong(projection ->
                                (long) settings.lora().rank() * (projection.inputs() + projection.outputs()))
                        .sum();
        return trained * BYTES_PER_TRAINED + (long) workload.articles() * BYTES_PER_PREDICTION / 5 + REST;
    }
}
