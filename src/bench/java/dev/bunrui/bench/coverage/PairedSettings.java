package dev.bunrui.bench.coverage;

import dev.bunrui.bench.coverage.Setting.Stated;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.McNemar;
import dev.bunrui.training.score.PairedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Differences in macro-F1: of classifiers one of which decides anew here and there, as the interval was chosen by, and of
 * others that mend or spoil answers, everywhere or of one class.
 */
final class PairedSettings {
    private static final double CONFIDENCE = 0.95;

    private final List<Setting> settings = new ArrayList<>();

    private PairedSettings() {}

    static List<Setting> all() {
        PairedSettings made = new PairedSettings();
        for (double[] shares : List.of(Shares.even(9), Shares.uneven(), Shares.rare())) {
            for (double apart : new double[] {2, 4, 7, 15, 40, 100}) {
                made.known(shares, 0.9, 0.9, 736, apart);
                made.known(shares, 0.9, 0.96, 736, apart);
            }
        }
        made.heldOut();
        return made.settings;
    }

    private void heldOut() {
        for (double apart : new double[] {3, 7, 10, 15, 25, 60}) {
            changing(Shares.falling(3, 2), Errors.UNIFORM, 0.8, 400, apart, 0.5, -1);
            changing(Shares.large(3, 0.8), Errors.SINK, 0.93, 1_000, apart, 0.7, -1);
            changing(Shares.even(5), Errors.UNIFORM, 0.85, 400, apart, 0.8, -1);
            changing(Shares.falling(5, 1.6), Errors.SINK, 0.75, 400, apart, 0.35, -1);
            changing(Shares.even(12), Errors.PAIRS, 0.6, 400, apart, 0.6, -1);
            changing(Shares.falling(12, 1.25), Errors.FREQUENT, 0.82, 1_000, apart, 0.5, -1);
            if (apart <= 15) {
                changing(Shares.even(5), Errors.UNIFORM, 0.85, 1_000, apart, 0.5, 0);
                changing(Shares.falling(12, 1.25), Errors.UNIFORM, 0.82, 1_000, apart, 0.8, 8);
            }
        }
    }

    private void known(double[] shares, double accuracy, double ofSecond, int n, double apart) {
        Classifier first = Classifier.of(shares, Errors.NEXT, accuracy);
        Classifier own = Classifier.of(shares, Errors.NEXT, ofSecond);
        double often = IntStream.range(0, shares.length)
                .mapToDouble(label -> shares[label]
                        * (first.right()[label] * (1 - own.right()[label])
                                + own.right()[label] * (1 - first.right()[label])))
                .sum();
        double part = apart / n / often;
        if (part <= 1) {
            add(false, first, Second.deciding(first, own, part), n, what(shares, Errors.NEXT, accuracy, n)
                    + String.format(Locale.ROOT, " to %.2f, %.0f apart", ofSecond, apart));
        }
    }

    /** Adds two that differ on so many articles in the mean; {@code label} is the only class that changes, or −1. */
    private void changing(
            double[] shares, Errors errors, double accuracy, int n, double apart, double mended, int label) {
        Classifier first = Classifier.of(shares, errors, accuracy);
        double right = 0;
        double wrong = 0;
        for (int each = 0; each < shares.length; each++) {
            if (label < 0 || each == label) {
                right += shares[each] * first.right()[each];
                wrong += shares[each] * (1 - first.right()[each]);
            }
        }
        double fixes = apart * mended / n / wrong;
        double breaks = apart * (1 - mended) / n / right;
        if (fixes > 1 || breaks > 1) {
            return;
        }
        Second second = Second.changing(first, of(shares.length, label, fixes), of(shares.length, label, breaks));
        add(true, first, second, n, what(shares, errors, accuracy, n)
                + String.format(Locale.ROOT, ", %.0f apart, mends %.2f", apart, mended)
                + (label < 0 ? "" : " of one class"));
    }

    private static double[] of(int classes, int label, double value) {
        double[] values = new double[classes];
        if (label < 0) {
            Arrays.fill(values, value);
        } else {
            values[label] = value;
        }
        return values;
    }

    private static String what(double[] shares, Errors errors, double accuracy, int n) {
        return String.format(
                Locale.ROOT,
                "%d, %s, %s, acc %.2f",
                n,
                Shares.named(shares),
                errors.name().toLowerCase(Locale.ROOT),
                accuracy);
    }

    private void add(boolean heldOut, Classifier first, Second second, int n, String what) {
        double truth = second.macroF1() - first.macroF1();
        settings.add(new Setting("paired", heldOut, what, truth, (random, seed) -> {
            int[] gold = first.gold(random, n);
            int[] a = first.labels(random, gold);
            int[] b = second.labels(random, gold, a);
            McNemar test = McNemar.of(gold, a, b);
            return new Stated(
                    PairedBootstrap.macroF1(first.classes(), gold, a, b, Bootstrap.RESAMPLES, seed, CONFIDENCE)
                            .interval(),
                    test.few(),
                    test.fixed() + test.broken());
        }));
    }
}
