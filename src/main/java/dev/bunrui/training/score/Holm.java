package dev.bunrui.training.score;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The correction for having tested many times: S. Holm, <i>A simple sequentially rejective multiple test
 * procedure</i>, Scandinavian Journal of Statistics 6 (1979). Of all that is called different at 5 % of the adjusted
 * values, anything is wrong in at most 5 % of all cases, however the tests hang together.
 */
public final class Holm {
    private Holm() {}

    /**
     * The adjusted p-values, in the order given: the i-th smallest of m, counted from 0, times m − i, none smaller
     * than the one before and none above 1. Of no test there is none.
     *
     * @throws IllegalArgumentException if a value is not between 0 and 1
     */
    public static double[] adjust(double[] p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(value + " is no probability");
            }
        }
        double[] adjusted = new double[p.length];
        int[] ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> p[test]))
                .mapToInt(Integer::intValue)
                .toArray();
        double largest = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            largest = Math.max(largest, Math.min(1, (p.length - rank) * p[ascending[rank]]));
            adjusted[ascending[rank]] = largest;
        }
        return adjusted;
    }
}
