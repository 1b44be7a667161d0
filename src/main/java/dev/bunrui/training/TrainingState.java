package dev.bunrui.training;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.torch.AdamW;
import java.util.List;

/**
 * All that a training needs to go on as if it had never stopped; together with the settings and the examples it decides
 * every later number.
 *
 * @param step optimiser steps taken
 * @param evaluated the last epoch that was validated; -1 before any
 * @param moments the optimiser's, in the order of the adapter's parameters
 * @param best the adapter of the best epoch
 */
public record TrainingState(
        long step,
        int evaluated,
        AdapterWeights weights,
        List<AdamW.Moments> moments,
        AdapterWeights best,
        int bestEpoch,
        double bestF1) {
    public TrainingState {
        moments = List.copyOf(moments);
    }
}
