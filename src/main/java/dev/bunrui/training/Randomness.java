package dev.bunrui.training;

import java.util.SplittableRandom;

/**
 * Every random choice of a training as a function of its seed and of where it is made, so that nothing has to be
 * remembered for a training to go on as if it had never stopped.
 */
record Randomness(long seed) {
    /** The order of the examples in an epoch, a Fisher–Yates shuffle. */
    int[] order(int examples, int epoch) {
        SplittableRandom random = new SplittableRandom(mix(seed, 1, epoch));
        int[] order = new int[examples];
        for (int i = 0; i < examples; i++) {
            order[i] = i;
        }
        for (int i = examples - 1; i > 0; i--) {
            // A multiply-shift bound: nextInt(bound) may draw otherwise in another version of Java.
            int j = (int) (((random.nextLong() >>> 32) * (i + 1)) >>> 32);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** The seed of the dropout of one example in one layer in one step, whichever examples it is computed with. */
    long dropout(long step, int example, int layer) {
        // The engine takes what fits a positive int the same way on every device.
        return mix(mix(seed, 2, step), example, layer) >>> 33;
    }

    private static long mix(long a, long b, long c) {
        return new SplittableRandom(new SplittableRandom(new SplittableRandom(a).nextLong() ^ b).nextLong() ^ c)
                .nextLong();
    }
}
