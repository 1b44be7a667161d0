package dev.bunrui.bench.coverage;

import dev.bunrui.bench.coverage.Setting.Stated;
import dev.bunrui.training.score.Interval;
import java.util.Locale;

/** How often the intervals of one setting held the true score, in all tests and in those where nothing else was told. */
public final class Tally {
    private static final int ENOUGH = 400; // tests, for a share to be told
    private static final double LEAST = 0.93;
    private static final double MOST = 0.97;

    private final Setting setting;
    private int trials;
    private int below;
    private int above;
    private int told;
    private int toldMisses;
    private long apart;

    Tally(Setting setting) {
        this.setting = setting;
    }

    synchronized void add(Stated stated) {
        Interval interval = stated.interval();
        boolean low = setting.truth() < interval.low();
        boolean high = setting.truth() > interval.high();
        trials++;
        below += low ? 1 : 0;
        above += high ? 1 : 0;
        told += stated.told() ? 1 : 0;
        toldMisses += stated.told() && (low || high) ? 1 : 0;
        apart += stated.apart();
    }

    /** Of all tests: the part whose interval held the true score. */
    public double coverage() {
        return 1 - (double) (below + above) / trials;
    }

    /** Of all tests in which nothing was told of the interval, or NaN where those were few. */
    public double untold() {
        return trials - told < ENOUGH ? Double.NaN : 1 - (double) (below + above - toldMisses) / (trials - told);
    }

    /** −1 below 93 %, 1 above 97 %, otherwise 0. */
    public static int side(double coverage) {
        return coverage < LEAST ? -1 : coverage > MOST ? 1 : 0;
    }

    /** One standard deviation of the coverage, by which another simulation would differ. */
    public double error() {
        return Math.sqrt(coverage() * (1 - coverage()) / trials);
    }

    /** The setting tallied. */
    public Setting setting() {
        return setting;
    }

    /** The names of what {@link #row} prints. */
    public static String heading() {
        return String.format(
                "%-9s %-8s %-80s %7s %6s %7s %8s %5s  %6s %6s %6s %8s",
                "score", "chosen", "setting", "truth", "apart", "trials", "held %", "±", "below", "above", "told", "untold %");
    }

    /** A line: the setting, how many tests, how many of them held the truth and in how many it lay to either side. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "%-9s %-8s %-80s %7.4f %6.1f %7d %6.2f %s %5.2f  %6.2f %6.2f %6.1f %8.2f",
                setting.kind(),
                setting.heldOut() ? "held-out" : "by it",
                setting.what(),
                setting.truth(),
                (double) apart / trials,
                trials,
                100 * coverage(),
                side(coverage()) < 0 ? "<" : side(coverage()) > 0 ? ">" : " ",
                100 * error(),
                100.0 * below / trials,
                100.0 * above / trials,
                100.0 * told / trials,
                100 * untold());
    }
}
