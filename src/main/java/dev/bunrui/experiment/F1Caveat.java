package dev.bunrui.experiment;

import dev.bunrui.message.Messages;
import dev.bunrui.training.score.SmallClasses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told beside an interval of macro-F1 that does not hold the true one as often as it says. */
public final class F1Caveat {
    private F1Caveat() {}

    /** The sentence, which names the {@link SmallClasses}; empty where there are none. */
    public static Optional<String> of(List<String> labels, Metrics metrics, Locale language) {
        SmallClasses small = SmallClasses.of(metrics.scores());
        return small.any()
                ? Optional.of(Messages.of(F1Caveat.class)
                        .get(language, "f1.small-classes", SmallClasses.ENOUGH, small.named(labels)))
                : Optional.empty();
    }
}
