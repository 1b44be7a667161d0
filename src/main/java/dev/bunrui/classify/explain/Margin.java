package dev.bunrui.classify.explain;

/**
 * What is explained of a class: its logit less the mean of the other classes' logits. A class is chosen by the
 * differences between logits, and the softmax forgets what all of them have in common; a logit alone may fall because
 * all do. Unlike the probability it is linear in the logits, so that a sure decision is explained as well as a close
 * one. Of a single class it is the logit itself.
 */
final class Margin {
    private Margin() {}

    static double of(float[] logits, int label) {
        double sum = 0;
        float[] slope = slope(logits.length, label);
        for (int c = 0; c < logits.length; c++) {
            sum += (double) slope[c] * logits[c];
        }
        return sum;
    }

    /** How it changes with each logit. */
    static float[] slope(int classes, int label) {
        float[] slope = new float[classes];
        for (int c = 0; c < classes; c++) {
            slope[c] = c == label ? 1 : -1f / (classes - 1);
        }
        return slope;
    }
}
