package dev.bunrui.experiment;

import dev.bunrui.classify.ReviewRule;
import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Answers;
import dev.bunrui.training.score.CalibrationError;
import dev.bunrui.training.score.Coverage;
import dev.bunrui.training.score.CoveragePoint;
import dev.bunrui.training.score.Temperature;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a finished run's confidence can be relied on, and what it buys to let the run answer only where it is sure.
 * Computed from the predictions that every run keeps. The temperature is fitted to the validation articles, so that the
 * test says what it is worth.
 *
 * @param temperature by which logits are divided: C. Guo et al., ICML 2017, arXiv:1706.04599
 * @param before the calibration error on the test without it
 * @param after the calibration error on the test with it, with the reliability bins
 * @param validation what is answered above which confidence, of the validation articles; after the temperature
 * @param test the same of the test's articles
 */
public record Confidence(
        double temperature, CalibrationError before, CalibrationError after, Coverage validation, Coverage test) {
    /**
     * Reads a run's predictions and computes: for 737 articles a tenth of a second, or a whole one in a new process.
     *
     * @throws RequestException if the run has no predictions, or none that a temperature could be fitted to
     */
    public static Confidence of(RunFolder run) {
        List<String> labels = RunManifest.read(run.manifest()).labels();
        Predictions validation = Predictions.read(run.predictions("val"), labels);
        Predictions test = Predictions.read(run.predictions("test"), labels);
        requireFinite(run, validation);
        requireFinite(run, test);
        double temperature = Temperature.fit(validation.logits(), validation.gold());
        Answers calibrated = Answers.of(test.logits(), test.gold(), temperature);
        return new Confidence(
                temperature,
                CalibrationError.of(Answers.of(test.logits(), test.gold(), 1)),
                CalibrationError.of(calibrated),
                Coverage.of(Answers.of(validation.logits(), validation.gold(), temperature)),
                Coverage.of(calibrated));
    }

    /** A run whose training went astray has logits that are no numbers. */
    private static void requireFinite(RunFolder run, Predictions predictions) {
        boolean finite = predictions.size() > 0;
        for (float[] logits : predictions.logits()) {
            for (float logit : logits) {
                finite &= Float.isFinite(logit);
            }
        }
        if (!finite) {
            throw new RequestException(Confidence.class, "confidence.none", run.path());
        }
    }

    /** What people are told where the intervals of the calibration errors are rough; empty where they are not. */
    public Optional<String> caveat(Locale language) {
        return after.rough()
                ? Optional.of(Messages.of(Confidence.class).get(language, "confidence.rough"))
                : Optional.empty();
    }

    /** The rule that leaves everything below a confidence to a person. */
    public ReviewRule below(double threshold) {
        return new ReviewRule(temperature, threshold);
    }

    /**
     * The rule with the lowest threshold that reaches an accuracy on the validation articles; on the test it may come out
     * lower or higher.
     *
     * @throws RequestException if no threshold reaches it
     */
    public ReviewRule reaching(double accuracy) {
        return below(validation
                .thresholdFor(accuracy)
                .orElseThrow(() -> new RequestException(
                        Confidence.class, "confidence.unreached", Figures.percent(accuracy), Figures.percent(best()))));
    }

    private double best() {
        return validation.curve().stream()
                .mapToDouble(CoveragePoint::accuracy)
                .max()
                .orElse(0);
    }
}
