package dev.bunrui.bench.coverage;

import dev.bunrui.bench.coverage.Setting.Stated;
import dev.bunrui.training.score.Answers;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.CalibrationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Calibration errors: of classifiers whose log odds are normal and off by a factor, a shift or a wave, as the interval was
 * chosen by, and of others that fail in other ways.
 */
final class CalibrationSettings {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double CONFIDENCE = 0.95;
    private static final int PLACES = 400_000;

    private final List<Setting> settings = new ArrayList<>();
    private boolean heldOut;

    private CalibrationSettings() {}

    static List<Setting> all() {
        CalibrationSettings made = new CalibrationSettings();
        made.known();
        made.heldOut = true;
        made.heldOut();
        return made.settings;
    }

    private void known() {
        for (double mean : new double[] {1.2, 3, 5}) {
            for (double factor : new double[] {1, 1.2, 1.8, 0.6}) {
                add("log odds of " + mean + ", times " + factor, odds(mean), c -> likely(logit(c) / factor), factor);
            }
        }
        add("log odds of 3, and 0.7 more", u -> likely(logit(odds(3).applyAsDouble(u)) + 0.7), c -> likely(logit(c) - 0.7), 1);
        add("too cautious where less sure", u -> 1 - 0.6 * u * u, c -> c + 0.16 * (1 - c), 1);
    }

    private void heldOut() {
        DoubleUnaryOperator wide = u -> 0.2 + 0.8 * Math.sqrt(u);
        DoubleUnaryOperator sure = u -> 1 - 0.5 * Math.pow(u, 4);
        add("calibrated, from 0.2 to 1", wide, c -> c, 1);
        add("calibrated, nearly all above 0.95", sure, c -> c, 1);
        add("calibrated, half at 0.6 and half at 0.99", u -> u < 0.5 ? 0.55 + 0.1 * u : 0.985 + 0.02 * (u - 0.5), c -> c, 1);
        add("a tenth of the labels is noise", sure, c -> 0.9 * c + 0.1 / 9, 1);
        add("never right more often than 0.9", wide, c -> Math.min(c, 0.9), 1);
        add("too cautious below 0.7 alone", wide, c -> c < 0.7 ? c + 0.12 : c, 1);
        add("too sure below 0.7 alone", wide, c -> c < 0.7 ? c - 0.15 : c, 1);
        add("always sure by 0.94, right by 0.88", u -> 0.935 + 0.01 * u, c -> 0.88, 1);
        add("always sure by 0.97, right by 0.99", u -> 0.965 + 0.01 * u, c -> 0.99, 1);
        add("too sure, as a power", wide, c -> Math.pow(c, 1.4), 1);
        add("slightly too sure, as a power", sure, c -> Math.pow(c, 1.15), 1);
        add("one of two kinds is too sure by 0.2", u -> u < 0.5 ? 0.4 + u : 0.97 + 0.06 * (u - 0.5), c -> c < 0.9 ? c - 0.2 : c, 1);
        add("too sure by 0.03 everywhere", u -> 0.35 + 0.6 * Math.sqrt(u), c -> c - 0.03, 1);
    }

    private static DoubleUnaryOperator odds(double mean) {
        return u -> likely(Math.max(-1.5, mean + (1 + 0.28 * mean) * NORMAL.inverseCumulativeProbability(u)));
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    private static double likely(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }

    /**
     * Adds a classifier.
     *
     * @param sure the confidences, from numbers between 0 and 1; their log odds are yet to be multiplied by {@code factor}
     * @param right how often it is right at a confidence
     */
    private void add(String what, DoubleUnaryOperator sure, DoubleUnaryOperator right, double factor) {
        DoubleUnaryOperator confidence = factor == 1
                ? sure
                : u -> likely(factor * logit(sure.applyAsDouble(u)));
        double[] gaps = new double[CalibrationError.BINS];
        double accuracy = 0;
        for (int place = 0; place < PLACES; place++) {
            double c = confidence.applyAsDouble((place + 0.5) / PLACES);
            double p = right.applyAsDouble(c);
            gaps[Math.max(0, (int) Math.ceil(c * gaps.length) - 1)] += (p - c) / PLACES;
            accuracy += p / PLACES;
        }
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap);
        }
        double truth = sum < 1e-9 ? 0 : sum;
        for (int n : heldOut ? new int[] {120, 400, 1_000} : new int[] {200, 736, 2_000}) {
            settings.add(new Setting(
                    "ece",
                    heldOut,
                    String.format(Locale.ROOT, "%d, acc %.2f, %s", n, accuracy, what),
                    truth,
                    (random, seed) -> {
                        CalibrationError error = CalibrationError.of(
                                drawn(random, n, confidence, right),
                                CalibrationError.BINS,
                                Bootstrap.RESAMPLES,
                                seed,
                                CONFIDENCE);
                        return new Stated(error.interval(), error.rough(), 0);
                    }));
        }
    }

    private static Answers drawn(SplittableRandom random, int n, DoubleUnaryOperator sure, DoubleUnaryOperator right) {
        double[] confidences = new double[n];
        boolean[] answers = new boolean[n];
        for (int i = 0; i < n; i++) {
            confidences[i] = sure.applyAsDouble(Math.max(1e-12, random.nextDouble()));
            answers[i] = random.nextDouble() < right.applyAsDouble(confidences[i]);
        }
        return new Answers(confidences, answers);
    }
}
