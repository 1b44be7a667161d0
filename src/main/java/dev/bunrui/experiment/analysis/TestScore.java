package dev.bunrui.experiment.analysis;

import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.Scores;
import dev.bunrui.training.score.Wilson;

/**
 * The score of a run on some articles of its test, with intervals of 95 %.
 *
 * @param accuracy Wilson's interval
 * @param f1 the bootstrap's interval of macro-F1
 */
public record TestScore(Scores scores, Interval accuracy, Interval f1) {
    static final double CONFIDENCE = 0.95;
    static final long SEED = 0;

    /** The score of labels given to articles. */
    static TestScore of(int classes, int[] gold, int[] predicted) {
        int right = 0;
        for (int i = 0; i < gold.length; i++) {
            right += gold[i] == predicted[i] ? 1 : 0;
        }
        return new TestScore(
                Scores.of(classes, gold, predicted),
                Wilson.interval(right, gold.length, CONFIDENCE),
                Bootstrap.macroF1(classes, gold, predicted, Bootstrap.RESAMPLES, SEED, CONFIDENCE));
    }
}
