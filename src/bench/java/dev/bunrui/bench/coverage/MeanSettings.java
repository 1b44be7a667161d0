package dev.bunrui.bench.coverage;

import dev.bunrui.bench.coverage.Setting.Stated;
import dev.bunrui.training.score.MeanInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Means of values: those of the explanations are falls of a probability, most of them small and a few large. */
final class MeanSettings {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double CONFIDENCE = 0.95;
    private static final int PLACES = 2_000_000;

    private final List<Setting> settings = new ArrayList<>();

    private MeanSettings() {}

    static List<Setting> all() {
        MeanSettings made = new MeanSettings();
        made.add(false, "normal", NORMAL::inverseCumulativeProbability);
        made.add(false, "exponential", u -> -Math.log(1 - u));
        made.add(false, "0 in seven of ten", u -> u < 0.7 ? 0 : (u - 0.7) / 0.3);
        made.add(false, "0 in nine of ten", u -> u < 0.9 ? 0 : 0.2 + 8 * (u - 0.9));
        made.add(true, "uniform", u -> u);
        made.add(true, "log-normal", u -> Math.exp(NORMAL.inverseCumulativeProbability(u)));
        made.add(true, "about 0 or about 1, as often", u -> u < 0.5 ? 0.2 * u : 0.8 + 0.2 * u);
        made.add(true, "u to the eighth", u -> Math.pow(u, 8));
        made.add(true, "about 0 in 80 %", u -> u < 0.8 ? 0.02 * u : 0.1 + 4.5 * (u - 0.8));
        made.add(true, "about 0 in 85 %", u -> u < 0.85 ? 0.02 * u : 0.4 + 4 * (u - 0.85));
        made.add(true, "about 0 in 95 %", u -> u < 0.95 ? 0.02 * u : 0.3 + 14 * (u - 0.95));
        made.add(true, "−0.3 in a tenth, and 0.1 to 0.5", u -> u < 0.1 ? -0.3 : 0.1 + 0.4 * u);
        return made.settings;
    }

    private void add(boolean heldOut, String what, DoubleUnaryOperator value) {
        double sum = 0;
        for (int place = 0; place < PLACES; place++) {
            sum += value.applyAsDouble((place + 0.5) / PLACES);
        }
        double truth = sum / PLACES;
        for (int n : heldOut ? new int[] {12, 25, 50, 100} : new int[] {10, 20, 40, 100}) {
            settings.add(new Setting(
                    "mean", heldOut, String.format(Locale.ROOT, "%d values, %s", n, what), truth, (random, seed) -> {
                        double[] values = random.doubles(n, 1e-12, 1).map(value).toArray();
                        return new Stated(MeanInterval.of(values, CONFIDENCE), MeanInterval.rough(values), 0);
                    }));
        }
    }
}
