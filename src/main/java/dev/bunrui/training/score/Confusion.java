package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.Objects;

/** How often articles of each class were given each label: rows are gold classes, columns predicted ones. */
public final class Confusion {
    private final int classes;
    private final int[] counts; // [gold * classes + predicted]
    private final int n;

    private Confusion(int classes, int[] counts, int n) {
        this.classes = classes;
        this.counts = counts;
        this.n = n;
    }

    /**
     * Counts pairs of labels.
     *
     * @param classes how many classes there are; labels run from 0 to {@code classes - 1}
     * @param gold the right label of each article
     * @param predicted the label given to each article, in the same order
     * @throws IllegalArgumentException if the arrays differ in length or hold a label that is no class
     */
    public static Confusion of(int classes, int[] gold, int[] predicted) {
        requireLabels(classes, gold, predicted);
        int[] counts = new int[Math.multiplyExact(classes, classes)];
        for (int i = 0; i < gold.length; i++) {
            counts[gold[i] * classes + predicted[i]]++;
        }
        return new Confusion(classes, counts, gold.length);
    }

    /**
     * What was counted before.
     *
     * @param table {@code [gold][predicted]}, as {@link #table} gives it
     * @throws IllegalArgumentException if it is not square, has no class, or counts fewer than none
     */
    public static Confusion of(int[][] table) {
        int classes = table.length;
        int[] counts = new int[Math.multiplyExact(classes, classes)];
        long n = 0;
        for (int gold = 0; gold < classes; gold++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                if (table[gold].length != classes || table[gold][predicted] < 0) {
                    throw new IllegalArgumentException(
                            "no table of " + classes + " classes: " + Arrays.deepToString(table));
                }
                counts[gold * classes + predicted] = table[gold][predicted];
                n += table[gold][predicted];
            }
        }
        if (classes < 1 || n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(classes + " classes, " + n + " articles");
        }
        return new Confusion(classes, counts, (int) n);
    }

    static void requireLabels(int classes, int[] gold, int[] predicted) {
        if (classes < 1) {
            throw new IllegalArgumentException("a classifier needs at least one class, not " + classes);
        }
        if (gold.length != predicted.length) {
            throw new IllegalArgumentException(gold.length + " gold labels, but " + predicted.length + " predictions");
        }
        for (int i = 0; i < gold.length; i++) {
            requireLabel(classes, gold[i], "gold", i);
            requireLabel(classes, predicted[i], "predicted", i);
        }
    }

    private static void requireLabel(int classes, int label, String kind, int article) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(
                    kind + " label " + label + " of article " + article + " is none of " + classes + " classes");
        }
    }

    /** How many classes there are, whether or not they occur. */
    public int classes() {
        return classes;
    }

    /** How many articles were counted. */
    public int n() {
        return n;
    }

    /**
     * How many articles of class {@code gold} were labelled {@code predicted}.
     *
     * @throws IndexOutOfBoundsException if either is no class
     */
    public int count(int gold, int predicted) {
        return counts[Objects.checkIndex(gold, classes) * classes + Objects.checkIndex(predicted, classes)];
    }

    /** How many articles are of a class: the sum of its row. */
    public int support(int gold) {
        int sum = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            sum += count(gold, predicted);
        }
        return sum;
    }

    /** How many articles were given a label: the sum of its column. */
    public int predictions(int predicted) {
        int sum = 0;
        for (int gold = 0; gold < classes; gold++) {
            sum += count(gold, predicted);
        }
        return sum;
    }

    /** A copy as a table, {@code [gold][predicted]}. */
    public int[][] table() {
        int[][] table = new int[classes][];
        for (int gold = 0; gold < classes; gold++) {
            table[gold] = Arrays.copyOfRange(counts, gold * classes, (gold + 1) * classes);
        }
        return table;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Confusion that && classes == that.classes && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * classes + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Confusion" + Arrays.deepToString(table());
    }
}
