package dev.bunrui.bench.coverage;

import dev.bunrui.bench.coverage.Setting.Stated;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.Scores;
import dev.bunrui.training.score.SmallClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Macro-F1: nine classes, as the interval was chosen by, and three, five and twelve with other errors. */
final class MacroF1Settings {
    private static final double CONFIDENCE = 0.95;

    private final List<Setting> settings = new ArrayList<>();

    private MacroF1Settings() {}

    static List<Setting> all() {
        MacroF1Settings made = new MacroF1Settings();
        for (double[] shares : List.of(Shares.even(9), Shares.uneven(), Shares.rare())) {
            for (int n : new int[] {200, 736, 2_000}) {
                for (double accuracy : new double[] {0.7, 0.9, 0.96}) {
                    made.add(false, shares, Errors.NEXT, accuracy, n);
                }
            }
        }
        made.heldOut();
        return made.settings;
    }

    private void heldOut() {
        for (int n : new int[] {120, 400, 1_000}) {
            add(true, Shares.falling(3, 2), Errors.UNIFORM, 0.8, n);
            add(true, Shares.large(3, 0.8), Errors.SINK, 0.93, n);
            add(true, Shares.even(5), Errors.UNIFORM, 0.85, n);
            add(true, Shares.falling(5, 1.6), Errors.SINK, 0.75, n);
            add(true, Shares.large(5, 0.6), Errors.FREQUENT, 0.94, n);
            add(true, Shares.small(5, 0.04), Errors.UNIFORM, 0.88, n);
            add(true, Shares.even(12), Errors.PAIRS, 0.6, n);
            add(true, Shares.even(12), Errors.UNIFORM, 0.92, n);
            add(true, Shares.falling(12, 1.25), Errors.FREQUENT, 0.82, n);
            add(true, Shares.falling(12, 1.25), Errors.SINK, 0.97, n);
        }
        // One class of so many articles in the mean; whether it is told of depends on how many there are.
        for (int few : new int[] {2, 3, 4, 5, 6, 8, 12}) {
            add(true, Shares.small(5, few / 300.0), Errors.UNIFORM, 0.9, 300);
            add(true, Shares.small(12, few / 600.0), Errors.FREQUENT, 0.85, 600);
        }
    }

    private void add(boolean heldOut, double[] shares, Errors errors, double accuracy, int n) {
        Classifier classifier = Classifier.of(shares, errors, accuracy);
        String what = String.format(
                Locale.ROOT,
                "%d, %s, errors %s, acc %.2f",
                n,
                Shares.named(shares),
                errors.name().toLowerCase(Locale.ROOT),
                accuracy);
        settings.add(new Setting("macro-f1", heldOut, what, classifier.macroF1(), (random, seed) -> {
            int[] gold = classifier.gold(random, n);
            int[] said = classifier.labels(random, gold);
            return new Stated(
                    Bootstrap.macroF1(classifier.classes(), gold, said, Bootstrap.RESAMPLES, seed, CONFIDENCE),
                    SmallClasses.of(Scores.of(classifier.classes(), gold, said)).any(),
                    0);
        }));
    }
}
