package dev.bunrui.bench.coverage;

import dev.bunrui.bench.coverage.Setting.Stated;
import dev.bunrui.training.score.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Accuracies; their interval is a formula of which nothing was chosen. */
final class AccuracySettings {
    private static final double CONFIDENCE = 0.95;

    private AccuracySettings() {}

    static List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        for (int n : new int[] {60, 120, 200, 400, 736, 2_000}) {
            for (double accuracy : new double[] {0.6, 0.75, 0.85, 0.92, 0.97}) {
                BinomialDistribution right = BinomialDistribution.of(n, accuracy);
                settings.add(new Setting(
                        "accuracy",
                        true,
                        String.format(Locale.ROOT, "%d, acc %.2f", n, accuracy),
                        accuracy,
                        (random, seed) -> Stated.plainly(Wilson.interval(
                                right.inverseCumulativeProbability(random.nextDouble()), n, CONFIDENCE))));
            }
        }
        return settings;
    }
}
