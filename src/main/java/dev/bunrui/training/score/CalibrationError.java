package dev.bunrui.training.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far the confidence in the label given is from the accuracy: the expected calibration error over bins of equal
 * width, Σ nₖ/n · |accuracyₖ − confidenceₖ|, of C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, <i>On calibration of
 * modern neural networks</i>, ICML 2017, arXiv:1706.04599.
 *
 * <p>That error is too large by chance alone: even a perfectly calibrated classifier has one, since no bin comes out
 * at just its confidence. So the interval is not that of the plain bootstrap, which holds the true error in 57 to 87 %
 * of all tests and hardly ever where that is small. It holds every true error under which the one seen is neither among
 * the 2.5 % smallest nor among the 2.5 % largest, found by hybrid resampling (C.-S. Chuang and T. L. Lai, Statistica
 * Sinica 10, 2000). An error seen can lie above its interval.
 *
 * <p>The interval of 95 % was tried on classifiers of accuracies from 0.71 to 0.99, calibrated, slightly and far too sure
 * or too cautious, everywhere or by halves, in 2,000 tests of each with 1,000
 * resamples; how the true gaps are guessed was chosen by some of the same:
 *
 * <table>
 * <caption>How often it held the true error</caption>
 * <tr><th>articles</th><th>calibrated</th><th>not</th></tr>
 * <tr><td>200</td><td>93.7 to 95.5 %</td><td>93 to 98 %</td></tr>
 * <tr><td>736</td><td>93.7 to 95.5 %</td><td>93 to 97.6 %</td></tr>
 * <tr><td>2,000</td><td>93.7 to 95.5 %</td><td>93 to 97.6 %</td></tr>
 * </table>
 *
 * <p>Of thirteen classifiers that it was not chosen by, on 400 articles, calibrated ones, noisy ones, ones off at high or at
 * low confidences alone or everywhere, it held the true error, with the program's 2,000 resamples, of eleven in 94.3 to 98 %
 * of 1,000 tests (±0.7 %). Of one that is sure but never right more often than 0.9, accuracy 0.72, it was 92.4 %, and 89 % of
 * one that is always sure by 0.97 and right by 0.99: where only a few errors are to be expected some tests have none or one,
 * and of a classifier that is too cautious these show too little of how far chance goes. {@link #rough} tells of that: of its
 * tests with five errors or more it was 99 %.
 *
 * <p>Above 97 % it is where the error is smaller than what chance shows on so few articles, since the gaps that make up
 * such an error cannot be told, and with accuracies near 0.7 or confidences that are far off. Of a calibrated classifier that
 * hardly ever errs, accuracy 0.99 on 200 articles, it always holds 0: tests with no error at all are as likely as some with
 * one, and say less. Nothing is said of errors that even out within a bin.
 *
 * @param error the error seen, between 0 and 1
 * @param corrected the true error under which one smaller and one larger than that seen are as likely; it lies within
 *     the interval
 * @param interval of the true error
 * @param bins in ascending order, those without articles included
 */
public record CalibrationError(double error, double corrected, Interval interval, List<ReliabilityBin> bins) {
    /** As many as in the paper. */
    public static final int BINS = 15;

    private static final long ENOUGH = 5;

    public CalibrationError {
        bins = List.copyOf(bins);
    }

    /** Whether so few answers were wrong, fewer than five, that the interval may hold the true error less often than it says. */
    public boolean rough() {
        return Math.round(bins.stream()
                        .mapToDouble(bin -> bin.n() * (1 - bin.accuracy()))
                        .sum())
                < ENOUGH;
    }

    /** The error over 15 bins with its interval of 95 %. */
    public static CalibrationError of(Answers answers) {
        return of(answers, BINS, Bootstrap.RESAMPLES, 0, 0.95);
    }

    /**
     * The error. Without any article it is 0 and its interval [0, 1]. The same arguments give the same interval on
     * every machine.
     *
     * @param count how many bins, at least 1
     * @param resamples how many tests are drawn, at least 1; with 300 instead of {@link Bootstrap#RESAMPLES} the interval
     *     of 95 % lost about a percent of the tests where that was tried
     * @param confidence of the interval, such as 0.95
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static CalibrationError of(Answers answers, int count, int resamples, long seed, double confidence) {
        Interval.requireConfidence(confidence);
        Draws.requireResamples(resamples);
        List<ReliabilityBin> bins = bins(answers, count, confidence);
        int n = answers.n();
        if (n == 0) {
            return new CalibrationError(0, 0, Interval.ofIgnorance(), bins);
        }
        double error =
                bins.stream().mapToDouble(bin -> bin.n() * Math.abs(bin.gap())).sum() / n;
        HybridResampling resampling = new HybridResampling(bins, resamples, seed);
        Interval seen = resampling.interval(confidence);
        double high = Math.max(seen.high(), unseenErrors(answers, confidence));
        return new CalibrationError(error, resampling.corrected(), new Interval(seen.low(), high), bins);
    }

    /** How much too sure a classifier may be that made no error here: the bins say nothing of errors not made yet. */
    private static double unseenErrors(Answers answers, double confidence) {
        for (boolean right : answers.right()) {
            if (!right) {
                return 0;
            }
        }
        double mean = Arrays.stream(answers.confidences()).average().orElse(0);
        return Math.max(
                0, mean - Wilson.interval(answers.n(), answers.n(), confidence).low());
    }

    private static List<ReliabilityBin> bins(Answers answers, int count, double confidence) {
        if (count < 1) {
            throw new IllegalArgumentException("a calibration error needs at least one bin, not " + count);
        }
        int[] n = new int[count];
        int[] right = new int[count];
        double[] sum = new double[count];
        for (int i = 0; i < answers.n(); i++) {
            double own = answers.confidences()[i];
            int bin = Math.max(0, (int) Math.ceil(own * count) - 1);
            n[bin]++;
            right[bin] += answers.right()[i] ? 1 : 0;
            sum[bin] += own;
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < count; bin++) {
            bins.add(new ReliabilityBin(
                    (double) bin / count,
                    (bin + 1.0) / count,
                    n[bin],
                    n[bin] == 0 ? 0 : sum[bin] / n[bin],
                    n[bin] == 0 ? 0 : (double) right[bin] / n[bin],
                    Wilson.interval(right[bin], n[bin], confidence)));
        }
        return bins;
    }
}
