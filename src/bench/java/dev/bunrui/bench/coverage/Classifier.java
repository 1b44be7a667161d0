package dev.bunrui.bench.coverage;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A classifier of which all is known.
 *
 * @param shares what part of the articles each class is
 * @param right how often each class is told rightly
 * @param spread what each class is taken for otherwise: [gold][label]
 */
record Classifier(double[] shares, double[] right, double[][] spread) {
    private static final double LEAST_RIGHT = 0.05;

    /** The one with a given accuracy, over all articles. */
    static Classifier of(double[] shares, Errors errors, double accuracy) {
        int classes = shares.length;
        double low = 0;
        double high = 100;
        for (int halving = 0; halving < 60; halving++) {
            double scale = (low + high) / 2;
            if (accuracy(shares, right(shares, errors, scale)) > accuracy) {
                low = scale;
            } else {
                high = scale;
            }
        }
        double[][] spread = new double[classes][];
        for (int label = 0; label < classes; label++) {
            spread[label] = errors.spread(shares, label);
        }
        return new Classifier(shares, right(shares, errors, low), spread);
    }

    private static double[] right(double[] shares, Errors errors, double scale) {
        return IntStream.range(0, shares.length)
                .mapToDouble(label -> Math.max(LEAST_RIGHT, 1 - scale * errors.hardness(shares, label)))
                .toArray();
    }

    private static double accuracy(double[] shares, double[] right) {
        return IntStream.range(0, shares.length)
                .mapToDouble(label -> shares[label] * right[label])
                .sum();
    }

    int classes() {
        return shares.length;
    }

    double macroF1() {
        return macroF1(right);
    }

    /** Of a classifier with the same errors that tells each class rightly so often. */
    double macroF1(double[] ofEach) {
        double[] mentions = shares.clone();
        for (int gold = 0; gold < shares.length; gold++) {
            mentions[gold] += shares[gold] * ofEach[gold];
            for (int label = 0; label < shares.length; label++) {
                mentions[label] += shares[gold] * (1 - ofEach[gold]) * spread[gold][label];
            }
        }
        double sum = 0;
        for (int label = 0; label < shares.length; label++) {
            sum += 2 * shares[label] * ofEach[label] / mentions[label];
        }
        return sum / shares.length;
    }

    int[] gold(SplittableRandom random, int n) {
        return IntStream.generate(() -> drawn(random, shares)).limit(n).toArray();
    }

    int[] labels(SplittableRandom random, int[] gold) {
        return IntStream.of(gold).map(label -> label(random, label)).toArray();
    }

    int label(SplittableRandom random, int gold) {
        return random.nextDouble() < right[gold] ? gold : wrong(random, gold);
    }

    int wrong(SplittableRandom random, int gold) {
        return drawn(random, spread[gold]);
    }

    private static int drawn(SplittableRandom random, double[] shares) {
        double left = random.nextDouble();
        int last = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                last = i;
                left -= shares[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
