package dev.bunrui.bench.coverage;

import java.util.function.IntToDoubleFunction;

/** Which classes are hard, and what they are taken for. */
enum Errors {
    /** Later classes are harder, and are taken for the next ones more often than for others. */
    NEXT,
    /** All classes are as hard, and are taken for any other as often. */
    UNIFORM,
    /** Whatever is not known is said to be the first class. */
    SINK,
    /** Two and two classes are taken for each other. */
    PAIRS,
    /** Rare classes are harder, and all are taken for frequent ones. */
    FREQUENT;

    /** How often a class is wrong, up to a factor that all classes share. */
    double hardness(double[] shares, int label) {
        return switch (this) {
            case NEXT -> 0.4 + 0.15 * label;
            case UNIFORM, PAIRS -> 1;
            case SINK -> label == 0 ? 0.3 : 1;
            case FREQUENT -> Math.sqrt(1 / shares[label]);
        };
    }

    /** What a class is taken for where it is wrong: how often each label, in sum 1, its own never. */
    double[] spread(double[] shares, int label) {
        int classes = shares.length;
        double[] spread = new double[classes];
        switch (this) {
            case NEXT -> {
                double others = classes - 1.0;
                for (int away = 1; away < classes; away++) {
                    spread[(label + away) % classes] = Math.sqrt(away / others) - Math.sqrt((away - 1) / others);
                }
            }
            case UNIFORM -> others(spread, label, each -> 1.0 / (classes - 1));
            case SINK -> spread[label == 0 ? 1 : 0] = 1;
            case PAIRS -> {
                int partner = label % 2 == 0 ? label + 1 : label - 1;
                spread[partner < classes ? partner : label - 1] = 1;
            }
            case FREQUENT -> others(spread, label, each -> shares[each] / (1 - shares[label]));
        }
        return spread;
    }

    private static void others(double[] spread, int label, IntToDoubleFunction share) {
        for (int other = 0; other < spread.length; other++) {
            spread[other] = other == label ? 0 : share.applyAsDouble(other);
        }
    }
}
