package dev.bunrui.baseline;

import java.util.Arrays;

/**
 * Gives every article the class that most training articles are of, the first in label order where several are. Its
 * logits are the logarithms of the classes' shares, after one more article of each class (Laplace's rule of
 * succession), so that a class without training articles is unlikely rather than impossible.
 */
public final class MajorityBaseline {
    private MajorityBaseline() {}

    /**
     * Scores articles, of which nothing but their number matters.
     *
     * @param classes how many classes there are
     * @param training the label of each training article; may be empty, all classes are then alike
     * @throws IllegalArgumentException if there is no class or a label is none
     */
    public static BaselineScores scores(int classes, int[] training, int validation, int test) {
        Labels.require(classes, training);
        int[] counts = new int[classes];
        for (int label : training) {
            counts[label]++;
        }
        float[] logits = new float[classes];
        for (int label = 0; label < classes; label++) {
            logits[label] = (float) Math.log((counts[label] + 1.0) / (training.length + (double) classes));
        }
        return new BaselineScores(repeated(logits, validation), repeated(logits, test));
    }

    private static float[][] repeated(float[] logits, int times) {
        float[][] rows = new float[times][];
        Arrays.setAll(rows, row -> logits.clone());
        return rows;
    }
}
