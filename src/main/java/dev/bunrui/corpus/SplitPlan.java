package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.Optional;

/**
 * How articles are split.
 *
 * @param seed of the order that they are cut in; one of its own, so that trainings of several seeds are tested on the same
 *     articles
 * @param stratified whether each part keeps the classes' shares
 * @param fold a turn of a cross-validation; empty: eight, one and one tenth
 * @param trainShare how much of what there is to learn from is learned from, above 0 and up to 1, as for a learning curve
 */
public record SplitPlan(long seed, boolean stratified, Optional<Fold> fold, double trainShare) {
    /** What is done where nothing else is asked for. */
    public static final SplitPlan STANDARD = new SplitPlan(42, false, Optional.empty(), 1);

    public SplitPlan {
        if (!(trainShare > 0 && trainShare <= 1)) {
            throw new RequestException(SplitPlan.class, "split.share", String.valueOf(trainShare));
        }
    }
}
