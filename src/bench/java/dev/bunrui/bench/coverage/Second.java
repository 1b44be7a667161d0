package dev.bunrui.bench.coverage;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A classifier that has to do with a first one.
 *
 * @param macroF1 its true one
 * @param draw its labels, beside those of the first
 */
record Second(double macroF1, Draw draw) {
    /** The label of one article, from what it is and what the first said. */
    interface Draw {
        int label(SplittableRandom random, int gold, int first);
    }

    /** One that says what the first did but of a part of the articles, where it decides for itself. */
    static Second deciding(Classifier first, Classifier own, double part) {
        double[] right = IntStream.range(0, first.classes())
                .mapToDouble(label -> (1 - part) * first.right()[label] + part * own.right()[label])
                .toArray();
        return new Second(
                first.macroF1(right),
                (random, gold, said) -> random.nextDouble() < part ? own.label(random, gold) : said);
    }

    /** One that puts a part of each class's errors right, and gets a part of its right answers wrong. */
    static Second changing(Classifier first, double[] fixes, double[] breaks) {
        double[] right = IntStream.range(0, first.classes())
                .mapToDouble(label -> first.right()[label] * (1 - breaks[label])
                        + (1 - first.right()[label]) * fixes[label])
                .toArray();
        return new Second(first.macroF1(right), (random, gold, said) -> {
            boolean changes = random.nextDouble() < (said == gold ? breaks : fixes)[gold];
            return !changes ? said : said == gold ? first.wrong(random, gold) : gold;
        });
    }

    int[] labels(SplittableRandom random, int[] gold, int[] first) {
        return IntStream.range(0, gold.length)
                .map(i -> draw.label(random, gold[i], first[i]))
                .toArray();
    }
}
