package dev.bunrui.training;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.torch.AdamW;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that a training needs to go on as if it had never stopped; together with the settings and the examples it decides
 * every later number.
 *
 * @param step optimiser steps taken
 * @param evaluated the last epoch that was validated; -1 before any
 * @param portion what a step computed at once since the memory ran out, and on a card from the start; otherwise empty
 * @param read how many tokens an evaluation read at once since the memory ran out in one; empty if it never did
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
        double bestF1,
        Optional<Portion> portion,
        OptionalInt read) {
    public TrainingState {
        moments = List.copyOf(moments);
    }
}
