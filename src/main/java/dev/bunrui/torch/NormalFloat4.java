package dev.bunrui.torch;

import java.util.Arrays;

/**
 * The tables of NF4 with double quantisation (Dettmers et al. 2023, arXiv:2305.14314), with the numbers of bitsandbytes:
 * a block of {@value #BLOCK} weights is divided by the greatest of their magnitudes, and each becomes the nearest of
 * {@link #LEVELS}; of those magnitudes the mean is taken away, and a group of {@value #GROUP} of them, divided by the
 * greatest magnitude of what is left, becomes the nearest of {@link #dynamicMap}. What lies in the middle goes down.
 */
final class NormalFloat4 {
    static final int BLOCK = 64;

    static final int GROUP = 256;

    /** Quantiles of the standard normal distribution, scaled to [−1, 1], zero among them (the paper's appendix E). */
    private static final float[] LEVELS = {
        -1.0f,
        -0.6961928f,
        -0.52507305f,
        -0.3949175f,
        -0.28444138f,
        -0.18477343f,
        -0.091050036f,
        0.0f,
        0.0795803f,
        0.1609302f,
        0.2461123f,
        0.33791524f,
        0.44070983f,
        0.562617f,
        0.72295684f,
        1.0f
    };

    private NormalFloat4() {}

    static float[] levels() {
        return LEVELS.clone();
    }

    /**
     * Bitsandbytes' signed dynamic map of 8 bits (Dettmers 2015, arXiv:1511.04561): zero, one, and for each of the seven
     * powers of ten down to 10⁻⁶ the middles of equal steps from a tenth of it to the whole, with both signs; of each
     * power twice as many as of the one below. Sorted.
     */
    static float[] dynamicMap() {
        float[] map = new float[256];
        int filled = 0;
        for (int power = 0; power < 7; power++) {
            int steps = 1 << power;
            for (int step = 0; step < steps; step++) {
                double middle = (0.1 + 0.9 * (step + 0.5) / steps) * Math.pow(10, power - 6);
                map[filled++] = (float) middle;
                map[filled++] = (float) -middle;
            }
        }
        map[filled++] = 0;
        map[filled] = 1;
        Arrays.sort(map);
        return map;
    }

    /**
     * The two levels that each byte stands for, [256 · 2]; the first is in its upper half. Looked up as one complex number,
     * they take the processor a third of the time.
     */
    static float[] pairs() {
        float[] pairs = new float[256 * 2];
        for (int code = 0; code < 256; code++) {
            pairs[2 * code] = LEVELS[code >> 4];
            pairs[2 * code + 1] = LEVELS[code & 15];
        }
        return pairs;
    }

    /** The middles between neighbours of a sorted table. */
    static float[] middles(float[] table) {
        float[] middles = new float[table.length - 1];
        for (int i = 0; i < middles.length; i++) {
            middles[i] = (float) (((double) table[i] + table[i + 1]) / 2);
        }
        return middles;
    }
}
