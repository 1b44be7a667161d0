package dev.bunrui.corpus;

import java.util.Arrays;

/**
 * How lengths are distributed, by the nearest-rank definition: the p-th percentile of n values is the ⌈pn/100⌉-th
 * smallest, so always one of the values. All are 0 where there are no values.
 *
 * @param count number of values
 */
public record Quantiles(int count, int median, int p90, int p99, int max) {
    public static Quantiles of(int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantiles(sorted.length, rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), rank(sorted, 100));
    }

    private static int rank(int[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        long rank = ((long) percent * sorted.length + 99) / 100;
        return sorted[Math.toIntExact(rank) - 1];
    }
}
