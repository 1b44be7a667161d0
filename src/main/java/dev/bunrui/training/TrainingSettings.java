package dev.bunrui.training;

import dev.bunrui.message.RequestException;
import java.util.OptionalInt;

/**
 * How an adapter is trained.
 *
 * @param learningRate the peak, reached when the warm-up ends
 * @param batchSize examples an optimiser step
 * @param microBatch examples that are computed at once; empty: as many as the device does well with
 * @param epochs passes over the training examples
 * @param warmupEpochs epochs over which the learning rate rises from zero; may be a fraction
 * @param weightDecay AdamW's
 * @param seed of the adapter's initial values, the data order and dropout
 * @param recompute whether layers are computed a second time in the backward pass instead of being kept
 * @param select which epoch's adapter is tested and kept
 * @param patience stop after so many epochs without a better validation F1; empty: never
 */
public record TrainingSettings(
        double learningRate,
        int batchSize,
        OptionalInt microBatch,
        int epochs,
        double warmupEpochs,
        double weightDecay,
        long seed,
        Recompute recompute,
        Select select,
        OptionalInt patience) {
    /** Layer-wise recomputation (Chen et al. 2016, arXiv:1604.06174). */
    public enum Recompute {
        AUTO,
        ON,
        OFF
    }

    /** The epoch whose adapter counts. */
    public enum Select {
        /** The one with the best macro-F1 on validation; the earliest of equals. */
        BEST,
        LAST
    }

    public TrainingSettings {
        require(learningRate > 0, "settings.lr", learningRate);
        require(batchSize > 0, "settings.batch", batchSize);
        require(microBatch.isEmpty() || microBatch.getAsInt() > 0, "settings.microBatch", microBatch.orElse(0));
        require(epochs > 0, "settings.epochs", epochs);
        require(warmupEpochs >= 0 && warmupEpochs <= epochs, "settings.warmup", warmupEpochs);
        require(weightDecay >= 0, "settings.weightDecay", weightDecay);
        require(patience.isEmpty() || patience.getAsInt() > 0, "settings.patience", patience.orElse(0));
    }

    private static void require(boolean condition, String key, Number value) {
        if (!condition) {
            throw new RequestException(TrainingSettings.class, key, String.valueOf(value));
        }
    }
}
