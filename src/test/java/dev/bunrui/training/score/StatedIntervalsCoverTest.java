package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests are drawn from classifiers whose true scores are known, a thousand of 736 articles each: the intervals that are
 * said to be of 95 % hold the true score in 93 to 97 % of them. A thousand trials tell a share to ±1.4 %; where a tenth more
 * or less of an interval's width is to be seen, there are more. What was found with many more settings is told where each
 * interval is.
 */
class StatedIntervalsCoverTest {
    private static final int TRIALS = 1_000;
    private static final int ARTICLES = 736;
    private static final int MANY = 600_000; // articles tell a true score well enough for what 736 show
    private static final int CLASSES = 9;
    private static final int RESAMPLES = 300;
    private static final double CONFIDENCE = 0.95;

    /** Draws a test and states the interval of its score. */
    private interface Drawn {
        Interval interval(SplittableRandom random, int trial);
    }

    private static double covered(double truth, Drawn test) {
        SplittableRandom random = new SplittableRandom(1);
        int held = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Interval interval = test.interval(random, trial);
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        return held / (double) TRIALS;
    }

    /** Labels of an article: some classes are harder, and errors go to the next classes more often than to others. */
    private static int label(SplittableRandom random, int gold, double accuracy) {
        double right = 1 - (1 - accuracy) * (0.4 + 0.15 * gold);
        if (random.nextDouble() < right) {
            return gold;
        }
        int away = 1 + (int) (8 * Math.pow(random.nextDouble(), 2));
        return (gold + away) % CLASSES;
    }

    private static int[] gold(SplittableRandom random, int n) {
        return IntStream.generate(() -> (int) (CLASSES * Math.pow(random.nextDouble(), 1.1)))
                .limit(n)
                .toArray();
    }

    private static int[] labels(SplittableRandom random, int[] gold, double accuracy) {
        return IntStream.of(gold).map(label -> label(random, label, accuracy)).toArray();
    }

    /** The labels of a classifier that repeats the given ones but now and then decides for itself. */
    private static int[] changed(SplittableRandom random, int[] gold, int[] labels, double part, double accuracy) {
        return IntStream.range(0, gold.length)
                .map(i -> random.nextDouble() < part ? label(random, gold[i], accuracy) : labels[i])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.9, 0.97})
    void wilsonsOfTheAccuracy(double accuracy) {
        double covered = covered(accuracy, (random, trial) -> {
            int right = (int) IntStream.range(0, ARTICLES)
                    .filter(i -> random.nextDouble() < accuracy)
                    .count();
            return Wilson.interval(right, ARTICLES, CONFIDENCE);
        });
        assertThat(covered).isBetween(0.93, 0.97);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.97})
    void theBootstrapsOfMacroF1(double accuracy) {
        SplittableRandom world = new SplittableRandom(2);
        int[] all = gold(world, MANY);
        double truth = Scores.of(CLASSES, all, labels(world, all, accuracy)).macroF1();
        double covered = covered(truth, (random, trial) -> {
            int[] gold = gold(random, ARTICLES);
            return Bootstrap.macroF1(CLASSES, gold, labels(random, gold, accuracy), RESAMPLES, trial, CONFIDENCE);
        });
        assertThat(covered).isBetween(0.93, 0.97);
    }

    // About 120 and 15 articles on which just one of the two is right.
    @ParameterizedTest
    @CsvSource({"0.80, 0.5, 0.83", "0.97, 0.3, 0.98"})
    void thePairedBootstrapsOfADifference(double accuracy, double part, double ofChanges) {
        SplittableRandom world = new SplittableRandom(3);
        int[] all = gold(world, MANY);
        int[] a = labels(world, all, accuracy);
        int[] b = changed(world, all, a, part, ofChanges);
        double truth = Scores.of(CLASSES, all, b).macroF1()
                - Scores.of(CLASSES, all, a).macroF1();
        double covered = covered(truth, (random, trial) -> {
            int[] gold = gold(random, ARTICLES);
            int[] before = labels(random, gold, accuracy);
            int[] after = changed(random, gold, before, part, ofChanges);
            return PairedBootstrap.macroF1(CLASSES, gold, before, after, RESAMPLES, trial, CONFIDENCE)
                    .interval();
        });
        assertThat(covered).isBetween(0.93, 0.97);
    }

    private static final int FEW = 3; // classes, of half, a third and a sixth of the articles

    private static int[] fewGold(SplittableRandom random, int n) {
        return IntStream.generate(() -> random.nextInt(6))
                .map(place -> place < 3 ? 0 : place < 5 ? 1 : 2)
                .limit(n)
                .toArray();
    }

    /** What it is not sure of, a classifier of another kind than the intervals were chosen by takes for the first class. */
    private static int[] fewLabels(SplittableRandom random, int[] gold) {
        return IntStream.of(gold)
                .map(label -> random.nextDouble() < 0.8 ? label : 0)
                .toArray();
    }

    /** One that puts three of ten errors right and gets two of a hundred right answers wrong. */
    private static int[] mended(SplittableRandom random, int[] gold, int[] labels) {
        return IntStream.range(0, gold.length)
                .map(i -> labels[i] != gold[i]
                        ? random.nextDouble() < 0.3 ? gold[i] : labels[i]
                        : random.nextDouble() < 0.02 ? 0 : labels[i])
                .toArray();
    }

    @Test
    void theBootstrapsOfClassifiersThatTheyWereNotChosenBy() {
        SplittableRandom world = new SplittableRandom(7);
        int[] all = fewGold(world, MANY);
        int[] first = fewLabels(world, all);
        double truth = Scores.of(FEW, all, first).macroF1();
        double better = Scores.of(FEW, all, mended(world, all, first)).macroF1() - truth;
        double covered = covered(truth, (random, trial) -> {
            int[] gold = fewGold(random, ARTICLES);
            return Bootstrap.macroF1(FEW, gold, fewLabels(random, gold), RESAMPLES, trial, CONFIDENCE);
        });
        assertThat(covered).as("macro-F1").isBetween(0.93, 0.97);
        double ofDifferences = covered(better, (random, trial) -> {
            int[] gold = fewGold(random, ARTICLES);
            int[] before = fewLabels(random, gold);
            int[] after = mended(random, gold, before);
            return PairedBootstrap.macroF1(FEW, gold, before, after, RESAMPLES, trial, CONFIDENCE)
                    .interval();
        });
        assertThat(ofDifferences).as("difference").isBetween(0.93, 0.97);
    }

    /** Answers of a classifier whose log odds are {@code factor} times what they ought to be. */
    private static Answers answers(SplittableRandom random, int n, double mean, double factor) {
        double[] confidences = new double[n];
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
            double normal = new Draws(random.nextLong()).normal();
            double odds = Math.max(-1.5, mean + (1 + 0.28 * mean) * normal);
            confidences[i] = 1 / (1 + Math.exp(-factor * odds));
            right[i] = random.nextDouble() < 1 / (1 + Math.exp(-odds));
        }
        return new Answers(confidences, right);
    }

    // Accuracies of about 0.80, 0.88 and 0.95; slightly and far too sure, and too cautious.
    @ParameterizedTest
    @CsvSource({"1.9, 1.2", "3, 1.8", "3, 0.6", "5, 1.8"})
    void theCalibrationErrors(double mean, double factor) {
        double truth = CalibrationError.of(
                        answers(new SplittableRandom(4), MANY, mean, factor), CalibrationError.BINS, 1, 0, CONFIDENCE)
                .error();
        double covered = covered(
                truth,
                (random, trial) -> CalibrationError.of(
                                answers(random, ARTICLES, mean, factor),
                                CalibrationError.BINS,
                                RESAMPLES,
                                trial,
                                CONFIDENCE)
                        .interval());
        assertThat(covered).isBetween(0.93, 0.97);
    }

    /** Answers of a classifier of another kind than the interval was chosen by: the less sure, the more too cautious. */
    private static Answers cautious(SplittableRandom random, int n) {
        double[] confidences = new double[n];
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
            confidences[i] = 1 - 0.6 * Math.pow(random.nextDouble(), 2);
            right[i] = random.nextDouble() < confidences[i] + 0.16 * (1 - confidences[i]);
        }
        return new Answers(confidences, right);
    }

    // Here 300 resamples hold the truth in 93.9 % of 10,000 trials, 2,000 in 95.1 % of 4,000: their noise costs a
    // percent.
    @Test
    void theCalibrationErrorsOfAClassifierThatItWasNotChosenBy() {
        double truth = CalibrationError.of(
                        cautious(new SplittableRandom(5), MANY), CalibrationError.BINS, 1, 0, CONFIDENCE)
                .error();
        double covered = covered(
                truth,
                (random, trial) -> CalibrationError.of(
                                cautious(random, ARTICLES), CalibrationError.BINS, 1_000, trial, CONFIDENCE)
                        .interval());
        assertThat(covered).isBetween(0.93, 0.97);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 736})
    void theCalibrationErrorsOfACalibratedClassifier(int articles) {
        double covered = covered(
                0,
                (random, trial) -> CalibrationError.of(
                                answers(random, articles, 3, 1), CalibrationError.BINS, RESAMPLES, trial, CONFIDENCE)
                        .interval());
        assertThat(covered).isBetween(0.93, 0.97);
    }

    @Test
    void ofAClassifierThatIsHardlyEverWrongTheCalibrationErrorsAreToTheSafeSide() {
        double truth = CalibrationError.of(
                        answers(new SplittableRandom(4), MANY, 9, 3), CalibrationError.BINS, 1, 0, CONFIDENCE)
                .error();
        double covered = covered(
                truth,
                (random, trial) -> CalibrationError.of(
                                answers(random, 200, 9, 3), CalibrationError.BINS, RESAMPLES, trial, CONFIDENCE)
                        .interval());
        assertThat(covered).isGreaterThan(0.93);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40})
    void theMeansOfSkewedValues(int n) {
        double covered = covered(
                1,
                (random, trial) -> MeanInterval.of(
                        random.doubles(n).map(x -> -Math.log(1 - x)).toArray(), CONFIDENCE));
        assertThat(covered).isBetween(0.93, 0.97);
    }

    private static Interval stretched(Interval interval, double factor) {
        double middle = (interval.low() + interval.high()) / 2;
        double reach = factor * (interval.high() - interval.low()) / 2;
        return new Interval(middle - reach, middle + reach);
    }

    /** How often intervals cover as they are, and if they were a tenth narrower and wider, in many tests. */
    private static void assertATenthIsSeen(double truth, int trials, Drawn test) {
        double[] factors = {0.9, 1, 1.1};
        int[] held = new int[factors.length];
        SplittableRandom random = new SplittableRandom(6);
        for (int trial = 0; trial < trials; trial++) {
            Interval interval = test.interval(random, trial);
            for (int i = 0; i < factors.length; i++) {
                Interval other = stretched(interval, factors[i]);
                held[i] += other.low() <= truth && truth <= other.high() ? 1 : 0;
            }
        }
        assertThat(held[0] / (double) trials).as("narrower").isLessThan(0.936);
        assertThat(held[1] / (double) trials).isBetween(0.936, 0.963);
        assertThat(held[2] / (double) trials).as("wider").isGreaterThan(0.963);
    }

    @Test
    void wilsonsIntervalsCouldNotBeATenthNarrowerOrWider() {
        assertATenthIsSeen(
                0.9,
                20_000,
                (random, trial) -> Wilson.interval(
                        (int) random.doubles(ARTICLES).filter(x -> x < 0.9).count(), ARTICLES, CONFIDENCE));
    }

    @Test
    void theBootstrapsCouldNotBeATenthNarrowerOrWider() {
        SplittableRandom world = new SplittableRandom(2);
        int[] all = gold(world, MANY);
        double truth = Scores.of(CLASSES, all, labels(world, all, 0.8)).macroF1();
        assertATenthIsSeen(truth, 3_000, (random, trial) -> {
            int[] gold = gold(random, 200);
            return Bootstrap.macroF1(CLASSES, gold, labels(random, gold, 0.8), RESAMPLES, trial, CONFIDENCE);
        });
    }

    @Test
    void thePairedBootstrapsCouldNotBeATenthNarrowerOrWider() {
        assertATenthIsSeen(0, 3_000, (random, trial) -> {
            int[] gold = gold(random, 200);
            int[] before = labels(random, gold, 0.8);
            int[] after = changed(random, gold, before, 0.5, 0.8);
            return PairedBootstrap.macroF1(CLASSES, gold, before, after, RESAMPLES, trial, CONFIDENCE)
                    .interval();
        });
    }

    @Test
    void theCalibrationErrorsCouldNotBeATenthNarrowerOrWider() {
        double truth = CalibrationError.of(
                        answers(new SplittableRandom(4), MANY, 5, 0.7), CalibrationError.BINS, 1, 0, CONFIDENCE)
                .error();
        assertATenthIsSeen(
                truth,
                2_000,
                (random, trial) -> CalibrationError.of(
                                answers(random, ARTICLES, 5, 0.7), CalibrationError.BINS, RESAMPLES, trial, CONFIDENCE)
                        .interval());
    }

    @Test
    void theMeansIntervalsCouldNotBeATenthNarrowerOrWider() {
        assertATenthIsSeen(
                1,
                20_000,
                (random, trial) -> MeanInterval.of(
                        random.doubles(40).map(x -> -Math.log(1 - x)).toArray(), CONFIDENCE));
    }
}
