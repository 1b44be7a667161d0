package dev.bunrui.message;

import java.util.Locale;

/** Numbers as people read them, the same in every language. */
public final class Figures {
    private Figures() {}

    /** A fraction as a percentage with two digits, as the published tables have them: {@code 97.30}. */
    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }

    /** From one fraction to another, as percentages: {@code 95.92 – 98.24}. */
    public static String range(double low, double high) {
        return percent(low) + " – " + percent(high);
    }

    /** The same in brackets, as tables of results have intervals: {@code [95.92, 98.24]}. */
    public static String interval(double low, double high) {
        return "[" + percent(low) + ", " + percent(high) + "]";
    }

    /** A p-value with the three digits that matter: {@code 0.0412}, {@code 1.30e-08}. */
    public static String pValue(double p) {
        return String.format(Locale.ROOT, "%.3g", p);
    }

    /** A difference of fractions in percentage points, with its sign and two digits: {@code +0.31}. */
    public static String points(double difference) {
        return String.format(Locale.ROOT, "%+.2f", 100 * difference);
    }

    /** A fraction as a percentage without digits: {@code 97 %}. */
    public static String share(double fraction) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }

    /** A fraction as a percentage with one digit: {@code 97.3 %}. */
    public static String tenths(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    /** A number with three or four digits that matter. */
    public static String loss(double loss) {
        return String.format(Locale.ROOT, "%.4f", loss);
    }

    /** A whole number, its thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Minutes and seconds, or hours before them: {@code 0:42}, {@code 1:02:03}. */
    public static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A short time, to two digits that matter: {@code 0.083 s}, {@code 1.3 s}, {@code 125 s}. */
    public static String seconds(double seconds) {
        int places = seconds < 0.1 ? 3 : seconds < 1 ? 2 : seconds < 10 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + places + "f s", seconds);
    }

    /** A size in the largest unit that leaves at least one before the point: {@code 10.0 MiB}. */
    public static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }

    /** Floating-point operations in a second, with three digits that matter: {@code 213 GFLOP/s}. */
    public static String flops(double flops) {
        String[] units = {"MFLOP/s", "GFLOP/s", "TFLOP/s"};
        double speed = flops / 1e6;
        int unit = 0;
        while (speed >= 1000 && unit < units.length - 1) {
            speed /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT, speed < 10 ? "%.2f %s" : speed < 100 ? "%.1f %s" : "%.0f %s", speed, units[unit]);
    }

    /** A number of parameters as model names have it: {@code 5.3M}, {@code 3.6B}. */
    public static String parameters(long parameters) {
        return parameters < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1fM", parameters / 1e6)
                : String.format(Locale.ROOT, "%.1fB", parameters / 1e9);
    }

    /** A bar of at most {@code width} characters for a part of 0 to 1; what is not nothing shows at least one. */
    public static String bar(double part, int width) {
        return "#".repeat(part <= 0 ? 0 : (int) Math.max(1, Math.round(part * width)));
    }
}
