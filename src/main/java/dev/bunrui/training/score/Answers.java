package dev.bunrui.training.score;

/**
 * How sure a classifier was of its label for each article, and whether the label was right.
 *
 * @param confidences the probability of the label given, one for each article
 * @param right whether that label was the right one, in the same order
 */
public record Answers(double[] confidences, boolean[] right) {
    /** Refuses arrays of different lengths and confidences that are no probabilities. */
    public Answers {
        if (confidences.length != right.length) {
            throw new IllegalArgumentException(confidences.length + " confidences, but " + right.length + " answers");
        }
        for (double confidence : confidences) {
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence " + confidence + " is no probability");
            }
        }
        confidences = confidences.clone();
        right = right.clone();
    }

    /**
     * Reads answers off logits: the label of the largest, its probability at a temperature.
     *
     * @param logits of each article, one for each class
     * @param gold the right label of each article
     * @throws IllegalArgumentException if the arrays differ in length, if an article has no logits or some that are no
     *     numbers, or if the temperature is not above 0
     */
    public static Answers of(float[][] logits, int[] gold, double temperature) {
        if (logits.length != gold.length) {
            throw new IllegalArgumentException(gold.length + " gold labels, but logits of " + logits.length);
        }
        double[] confidences = new double[gold.length];
        boolean[] right = new boolean[gold.length];
        for (int i = 0; i < gold.length; i++) {
            int label = Logits.argmax(logits[i]);
            confidences[i] = Logits.softmax(logits[i], temperature)[label];
            right[i] = label == gold[i];
        }
        return new Answers(confidences, right);
    }

    /** How many articles there are. */
    public int n() {
        return right.length;
    }
}
