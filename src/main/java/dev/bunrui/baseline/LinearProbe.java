package dev.bunrui.baseline;

import dev.bunrui.training.score.Logits;
import dev.bunrui.training.score.Scores;
import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression over the features that a frozen backbone gives: how much of the task the model knows
 * before it is fine-tuned (G. Alain, Y. Bengio, <i>Understanding intermediate layers using linear classifier probes</i>,
 * arXiv:1610.01644). The features are standardised by their mean and deviation over the training articles.
 *
 * <p>How little the weights are held back, C, is chosen among {@link #CHOICES} by macro-F1 on validation, the smallest of
 * equals.
 */
public final class LinearProbe {
    /** The values of C that are tried. */
    public static final List<Double> CHOICES = List.of(1e-4, 1e-3, 1e-2, 1e-1, 1.0);

    private static final double TOLERANCE = 1e-4; // as LogisticRegression's

    private LinearProbe() {}

    /**
     * Articles as their features.
     *
     * @param features {@code [articles][features]}
     * @param labels of the articles
     */
    public record Examples(float[][] features, int[] labels) {
        public Examples {
            if (features.length != labels.length) {
                throw new IllegalArgumentException(labels.length + " labels for " + features.length + " articles");
            }
        }
    }

    /**
     * What was chosen, and what it says.
     *
     * @param c the C that was best on validation
     * @param tried among how many: a choice that a fine-tuned run's result may have to be corrected for
     * @param scores logits
     */
    public record Outcome(double c, int tried, BaselineScores scores) {}

    /**
     * Fits with each C and keeps the best.
     *
     * @param classes how many classes there are; one that no training article is of is held to be unlikely
     * @param validation may be empty: the smallest C is then taken
     * @param test {@code [articles][features]}
     * @throws IllegalArgumentException if there is no training article, a label is no class, rows differ in length, or a
     *     feature is not finite
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    public static Outcome fit(int classes, Examples training, Examples validation, float[][] test, Watch watch) {
        Labels.require(classes, training.labels);
        Labels.require(classes, validation.labels);
        if (training.features.length == 0) {
            throw new IllegalArgumentException("no training article");
        }
        int width = training.features[0].length;
        requireFinite(training.features, width);
        requireFinite(validation.features, width);
        requireFinite(test, width);
        Standardisation standardisation = Standardisation.of(training.features);
        float[][] rows = standardisation.apply(training.features);
        float[][] validationRows = standardisation.apply(validation.features);
        Watch.Stretch stretch = watch.stretch(0, 1, CHOICES.size());
        SoftmaxRegression regression = SoftmaxRegression.initial(classes, width + 1);
        SoftmaxRegression best = regression;
        double bestC = Double.NaN;
        double bestF1 = -1;
        for (double c : CHOICES) {
            regression = regression.fitted(rows, training.labels, c, TOLERANCE, watch);
            double f1 = macroF1(classes, validation.labels, regression.logits(validationRows));
            if (f1 > bestF1) {
                best = regression;
                bestC = c;
                bestF1 = f1;
            }
            stretch.pieceDone();
        }
        BaselineScores scores =
                new BaselineScores(best.logits(validationRows), best.logits(standardisation.apply(test)));
        return new Outcome(bestC, CHOICES.size(), scores);
    }

    private static double macroF1(int classes, int[] gold, float[][] logits) {
        int[] predicted = Arrays.stream(logits).mapToInt(Logits::argmax).toArray();
        return Scores.of(classes, gold, predicted).macroF1();
    }

    private static void requireFinite(float[][] rows, int width) {
        for (float[] row : rows) {
            if (row.length != width) {
                throw new IllegalArgumentException(row.length + " features beside " + width);
            }
            for (float feature : row) {
                if (!Float.isFinite(feature)) {
                    throw new IllegalArgumentException("a feature is " + feature);
                }
            }
        }
    }
}
