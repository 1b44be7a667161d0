package dev.bunrui.cli;

import dev.bunrui.classify.ReviewRule;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.CoveragePoint;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which answers are left to a person. */
final class ReviewOptions {
    private static final String BELOW = "--review-below";
    private static final String ACCURACY = "--review-accuracy";

    @Option(names = BELOW, paramLabel = "P", descriptionKey = "option.review-below")
    private @Nullable Double below;

    @Option(names = ACCURACY, paramLabel = "A", descriptionKey = "option.review-accuracy")
    private @Nullable Double accuracy;

    /** Refuses what cannot be meant, before anything is loaded. */
    void check(boolean withRun) {
        String given = below != null ? BELOW : ACCURACY;
        Double value = below != null ? below : accuracy;
        if (value == null) {
            return;
        }
        if (!withRun) {
            throw new RequestException(ClassifyCommand.class, "classify.review-run", given);
        }
        if (below != null && accuracy != null) {
            throw new RequestException(ClassifyCommand.class, "classify.review-both");
        }
        if (!(value >= 0 && value <= 1)) {
            throw new RequestException(ClassifyCommand.class, "classify.review-range", given);
        }
    }

    /**
     * The rule that is asked for, or else the one that was chosen for the run, after it was said on standard error what it
     * gave on the run's test; null where there is none.
     *
     * @throws RequestException if a rule is asked for, and the run has no predictions to find one by, or the accuracy is not
     *     reached
     */
    @Nullable
    ReviewRule rule(Session session, RunFolder run) {
        if (below == null && accuracy == null) {
            return chosen(session, run);
        }
        Confidence confidence = Confidence.of(run);
        ReviewRule rule =
                accuracy != null ? confidence.reaching(accuracy) : confidence.below(Objects.requireNonNull(below));
        tell(session, confidence, rule);
        return rule;
    }

    /** As in the window: a threshold of 0 is none, and what cannot be held to is left out. */
    private static @Nullable ReviewRule chosen(Session session, RunFolder run) {
        double threshold = ReviewThreshold.of(run).orElse(0);
        if (threshold == 0) {
            return null;
        }
        PrintStream err = session.terminal().err();
        try {
            Confidence confidence = Confidence.of(run);
            err.println(session.text("review.chosen", Figures.percent(threshold)));
            ReviewRule rule = confidence.below(threshold);
            tell(session, confidence, rule);
            return rule;
        } catch (RequestException unknown) {
            err.println(session.text(
                    "review.chosen-unknown", Figures.percent(threshold), String.valueOf(unknown.getMessage())));
            return null;
        }
    }

    private static void tell(Session session, Confidence confidence, ReviewRule rule) {
        CoveragePoint test = confidence.test().at(rule.threshold());
        session.terminal()
                .err()
                .println(session.text(
                        test.answered() == 0 ? "review.rule-none" : "review.rule",
                        Figures.percent(rule.threshold()),
                        Figures.percent(test.share()),
                        Figures.percent(test.accuracy()),
                        ConfidenceReport.range(test.interval())));
    }
}
