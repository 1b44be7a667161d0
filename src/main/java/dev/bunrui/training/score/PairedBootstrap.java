package dev.bunrui.training.score;

/**
 * The interval of how much better one classifier is than another on the same articles. Articles are drawn in pairs:
 * both classifiers are scored on the same resample, so that what is hard for both does not widen the interval.
 */
public final class PairedBootstrap {
    private PairedBootstrap() {}

    /** How much better b is than a, below 0 where it is worse, and between which ends the true difference lies. */
    public record Difference(double difference, Interval interval) {}

    /**
     * The difference in {@link Scores#macroF1}, b less a, with its percentile interval. Without any article the
     * interval is [−1, 1]. The same arguments give the same interval on every machine.
     *
     * <p>Classifiers that differ on no article would never differ in a resample. Therefore one article is added on
     * which just one of the two is right, either as likely, its class drawn from the others, as A. Agresti and Y. Min
     * do for fractions (<i>Simple improved confidence intervals for comparing matched proportions</i>, Statistics in
     * Medicine 24, 2005). On 736 articles the interval of 95 % then holds the true difference in 94 to 96 % of all
     * tests where the two differ on seven articles or more, and in up to 99 % where they differ on fewer; without it
     * that fell to 92 and 67 %.
     *
     * @param a the labels given by the one classifier
     * @param b the labels given by the other to the same articles
     * @param resamples how many times the articles are drawn, at least 1; {@link Bootstrap#RESAMPLES} are enough
     * @param confidence such as 0.95
     * @throws IllegalArgumentException as {@link Bootstrap#macroF1} does
     */
    public static Difference macroF1(
            int classes, int[] gold, int[] a, int[] b, int resamples, long seed, double confidence) {
        Confusion.requireLabels(classes, gold, a);
        Confusion.requireLabels(classes, gold, b);
        Interval.requireConfidence(confidence);
        Draws.requireResamples(resamples);
        if (gold.length == 0) {
            return new Difference(0, new Interval(-1, 1));
        }
        if (classes == 1) {
            return new Difference(0, new Interval(0, 0)); // there is no other label to give
        }
        F1Counts ofA = F1Counts.of(classes, gold, a);
        F1Counts ofB = F1Counts.of(classes, gold, b);
        double difference = ofB.macroF1() - ofA.macroF1();
        Draws draws = new Draws(seed);
        double[] differences = new double[resamples];
        for (int resample = 0; resample < resamples; resample++) {
            ofA.clear();
            ofB.clear();
            for (int i = 0; i < gold.length; i++) {
                int article = draws.below(gold.length + 1);
                if (article < gold.length) {
                    ofA.add(gold[article], a[article], 1);
                    ofB.add(gold[article], b[article], 1);
                } else {
                    addDisagreement(draws, classes, gold, ofA, ofB);
                }
            }
            differences[resample] = ofB.macroF1() - ofA.macroF1();
        }
        double tail = (1 - confidence) / 2;
        double low = Draws.quantile(differences, tail);
        double high = Draws.quantile(differences, 1 - tail);
        return new Difference(difference, new Interval(low, high));
    }

    private static void addDisagreement(Draws draws, int classes, int[] gold, F1Counts ofA, F1Counts ofB) {
        int label = gold[draws.below(gold.length)];
        int other = draws.below(classes - 1);
        int wrong = other < label ? other : other + 1;
        boolean rightIsA = draws.below(2) == 0;
        ofA.add(label, rightIsA ? label : wrong, 1);
        ofB.add(label, rightIsA ? wrong : label, 1);
    }
}
