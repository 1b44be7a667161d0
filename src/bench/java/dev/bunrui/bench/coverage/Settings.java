package dev.bunrui.bench.coverage;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * All settings of one score.
 *
 * @param times how many times as many tests are drawn as of others, since its intervals take no resampling
 */
public record Settings(List<Setting> all, int times) {
    /** The names of the scores. */
    public static final List<String> KINDS = List.of("accuracy", "mean", "macro-f1", "paired", "ece");

    private static final int MANY = 10;

    /**
     * The settings of a score.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Settings of(String kind) {
        return switch (kind) {
            case "accuracy" -> new Settings(AccuracySettings.all(), MANY);
            case "mean" -> new Settings(MeanSettings.all(), MANY);
            case "macro-f1" -> new Settings(MacroF1Settings.all(), 1);
            case "paired" -> new Settings(PairedSettings.all(), 1);
            case "ece" -> new Settings(CalibrationSettings.all(), 1);
            default -> throw new IllegalArgumentException(kind + " is none of " + KINDS);
        };
    }

    /** Those whose description a pattern is found in, where asked for only those by which nothing was chosen. */
    public Settings only(boolean heldOut, Pattern pattern) {
        return new Settings(
                all.stream()
                        .filter(each -> each.heldOut() || !heldOut)
                        .filter(each -> pattern.matcher(each.what()).find())
                        .toList(),
                times);
    }

    /** Draws tests of one setting after the other. */
    public void run(int trials, int threads, Consumer<Tally> each) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            for (Setting setting : all) {
                Tally tally = new Tally(setting);
                long start = setting.what().hashCode() * 0x9E3779B97F4A7C15L;
                pool.submit(() -> IntStream.range(0, trials * times)
                                .parallel()
                                .forEach(trial -> tally.add(
                                        setting.trial().state(new SplittableRandom(start + trial), trial))))
                        .join();
                each.accept(tally);
            }
        } finally {
            pool.shutdown();
        }
    }
}
