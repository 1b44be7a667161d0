package dev.bunrui.training.score;

/**
 * The articles whose label was given with a confidence above {@code from} and up to {@code to}; 0 belongs to the first
 * bin. Fractions between 0 and 1.
 *
 * @param n how many articles these are
 * @param confidence their mean confidence, 0 where there is none
 * @param accuracy the part of them that was labelled right, 0 where there is none
 * @param interval {@link Wilson}'s of that part, [0, 1] where there is none
 */
public record ReliabilityBin(double from, double to, int n, double confidence, double accuracy, Interval interval) {
    /** By how much the accuracy exceeds the confidence: below 0 where the classifier is too sure. */
    public double gap() {
        return accuracy - confidence;
    }
}
