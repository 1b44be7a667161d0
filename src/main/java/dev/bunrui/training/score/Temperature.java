package dev.bunrui.training.score;

/**
 * The temperature by which logits are divided so that confidences are neither too high nor too low: C. Guo et al.,
 * <i>On calibration of modern neural networks</i>, ICML 2017, arXiv:1706.04599. It is to be fitted to articles that the
 * classifier was not trained on, and no label changes by it.
 */
public final class Temperature {
    /** The lowest temperature that is found; articles that were all labelled right would ask for 0. */
    public static final double LOWEST = 0.05;
    /** The highest; articles whose labels are worse than guessed would ask for infinity. */
    public static final double HIGHEST = 20;

    private static final double ACCURACY = 1e-13;
    private static final int STEPS = 200; // halving alone takes 50

    private Temperature() {}

    /**
     * The temperature between {@link #LOWEST} and {@link #HIGHEST} with the least mean cross entropy, to ten digits;
     * 1 where it changes nothing. The loss is convex in 1/T, so its slope there, the mean over the articles of the
     * expected logit less the right label's, has one root, which Newton's steps find, kept within a bracket.
     *
     * @param logits of each article, one for each class
     * @param gold the right label of each article
     * @throws IllegalArgumentException if there is no article, the arrays differ in length, or a logit is not finite
     * @throws IndexOutOfBoundsException if a gold label has no logit
     */
    public static double fit(float[][] logits, int[] gold) {
        if (logits.length == 0 || logits.length != gold.length) {
            throw new IllegalArgumentException(gold.length + " gold labels, logits of " + logits.length);
        }
        double low = 1 / HIGHEST;
        double high = 1 / LOWEST;
        double slopeAtLow = Derivatives.of(logits, gold, low).first();
        double slopeAtHigh = Derivatives.of(logits, gold, high).first();
        if (slopeAtLow >= 0 || slopeAtHigh <= 0) {
            return slopeAtLow >= 0 && slopeAtHigh <= 0 ? 1 : slopeAtLow >= 0 ? HIGHEST : LOWEST;
        }
        double inverse = 1;
        for (int step = 0; step < STEPS; step++) {
            Derivatives at = Derivatives.of(logits, gold, inverse);
            if (at.first() > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double next = inverse - at.first() / at.second();
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - inverse) <= ACCURACY * inverse) {
                return 1 / next;
            }
            inverse = next;
        }
        return 1 / inverse;
    }

    /** Of the mean cross entropy by the inverse temperature: mean of expectation less own logit, mean variance. */
    private record Derivatives(double first, double second) {
        static Derivatives of(float[][] logits, int[] gold, double inverse) {
            double first = 0;
            double second = 0;
            for (int i = 0; i < gold.length; i++) {
                float[] own = logits[i];
                double[] probabilities = Logits.softmax(own, 1 / inverse);
                double largest = own[Logits.argmax(own)];
                double mean = 0;
                double squares = 0;
                for (int label = 0; label < own.length; label++) {
                    double below = own[label] - largest; // around the largest, for the sake of the digits
                    mean += probabilities[label] * below;
                    squares += probabilities[label] * below * below;
                }
                first += mean - (own[gold[i]] - largest);
                second += squares - mean * mean;
            }
            if (!Double.isFinite(first)) {
                throw new IllegalArgumentException("logits that are not finite have no temperature");
            }
            return new Derivatives(first / gold.length, second / gold.length);
        }
    }
}
