package dev.bunrui.training.score;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two classifiers differ in accuracy, by the articles on which just one of them is right: Q. McNemar, <i>Note
 * on the sampling error of the difference between correlated proportions or percentages</i>, Psychometrika 12 (1947).
 *
 * @param fixed how many articles a labels wrong and b right
 * @param broken how many articles a labels right and b wrong
 * @param p how likely a split as uneven as this, or more so, is where neither is better: exact, two-sided, the binomial
 *     distribution with chance ½; 1 where there is no such article
 */
public record McNemar(int fixed, int broken, double p) {
    private static final int ENOUGH = 7;

    /**
     * The test of counted articles.
     *
     * @throws IllegalArgumentException if either is negative
     */
    public static McNemar of(int fixed, int broken) {
        if (fixed < 0 || broken < 0) {
            throw new IllegalArgumentException(fixed + " articles fixed, " + broken + " broken");
        }
        BinomialDistribution even = BinomialDistribution.of(Math.addExact(fixed, broken), 0.5);
        double tail = even.cumulativeProbability(Math.min(fixed, broken));
        return new McNemar(fixed, broken, Math.min(1, 2 * tail));
    }

    /**
     * The test of two classifiers on the same articles.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static McNemar of(int[] gold, int[] a, int[] b) {
        if (gold.length != a.length || gold.length != b.length) {
            throw new IllegalArgumentException(
                    gold.length + " gold labels, but " + a.length + " and " + b.length + " predictions");
        }
        int fixed = 0;
        int broken = 0;
        for (int i = 0; i < gold.length; i++) {
            fixed += a[i] != gold[i] && b[i] == gold[i] ? 1 : 0;
            broken += a[i] == gold[i] && b[i] != gold[i] ? 1 : 0;
        }
        return of(fixed, broken);
    }

    /**
     * Whether there are so few such articles that they hardly can tell the two apart: with fewer than six p is above 0.05
     * even where all are of one kind, with six it is where one is not.
     */
    public boolean few() {
        return fixed + broken < ENOUGH;
    }
}
