package dev.bunrui.bench.coverage;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How large classes are. */
final class Shares {
    private Shares() {}

    static double[] even(int classes) {
        return IntStream.range(0, classes).mapToDouble(label -> 1.0 / classes).toArray();
    }

    /** Nine classes of 4 to 20 %. */
    static double[] uneven() {
        return new double[] {.20, .17, .14, .12, .11, .09, .07, .06, .04};
    }

    /** Nine classes of 1 to 30 %. */
    static double[] rare() {
        return new double[] {.30, .20, .15, .12, .10, .06, .04, .02, .01};
    }

    /** Each class is so many times as large as the next. */
    static double[] falling(int classes, double ratio) {
        double[] sizes = IntStream.range(0, classes)
                .mapToDouble(label -> Math.pow(ratio, -label))
                .toArray();
        double sum = Arrays.stream(sizes).sum();
        return Arrays.stream(sizes).map(size -> size / sum).toArray();
    }

    /** One class is of so much, and the others are of one size. */
    static double[] large(int classes, double share) {
        double[] shares = new double[classes];
        Arrays.fill(shares, (1 - share) / (classes - 1));
        shares[0] = share;
        return shares;
    }

    /** One class is of so little, and the others are of one size. */
    static double[] small(int classes, double share) {
        double[] shares = new double[classes];
        Arrays.fill(shares, (1 - share) / (classes - 1));
        shares[classes - 1] = share;
        return shares;
    }

    /** Such as "3 classes of 10 to 60 %". */
    static String named(double[] shares) {
        double least = Arrays.stream(shares).min().orElseThrow();
        double most = Arrays.stream(shares).max().orElseThrow();
        return shares.length + " classes of " + percent(least) + " to " + percent(most) + " %";
    }

    private static String percent(double share) {
        double tenths = Math.round(1000 * share) / 10.0;
        return tenths == Math.rint(tenths) ? String.valueOf((long) tenths) : String.valueOf(tenths);
    }
}
