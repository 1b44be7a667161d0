package dev.bunrui.training.score;

import java.util.Objects;

/** What is read off one article's logits: a label, probabilities, a loss. */
public final class Logits {
    private Logits() {}

    /**
     * The label of the largest logit, the lowest label where several are. As in PyTorch, NaN counts as larger than
     * any number.
     *
     * @throws IllegalArgumentException if there is no logit
     */
    public static int argmax(float[] logits) {
        requireSome(logits);
        int best = 0;
        for (int label = 1; label < logits.length; label++) {
            boolean larger = logits[label] > logits[best];
            if (larger || (Float.isNaN(logits[label]) && !Float.isNaN(logits[best]))) {
                best = label;
            }
        }
        return best;
    }

    /**
     * The probability of each label, exp(xᵢ) / Σ exp(xⱼ), computed in double precision around the largest logit so
     * that nothing overflows.
     *
     * @throws IllegalArgumentException if there is no logit
     */
    public static double[] softmax(float[] logits) {
        return softmax(logits, 1);
    }

    /**
     * The probability of each label after the logits were divided by a temperature, which {@link Temperature} finds:
     * above 1 it takes confidence away, below 1 it adds some. The order of the labels stays.
     *
     * @throws IllegalArgumentException if there is no logit, or the temperature is not above 0
     */
    public static double[] softmax(float[] logits, double temperature) {
        requireTemperature(temperature);
        double largest = logits[argmax(logits)];
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int label = 0; label < logits.length; label++) {
            probabilities[label] = Math.exp((logits[label] - largest) / temperature);
            sum += probabilities[label];
        }
        for (int label = 0; label < logits.length; label++) {
            probabilities[label] /= sum;
        }
        return probabilities;
    }

    /**
     * The loss of one article in nats, −log softmax(logits)[gold], finite even where that probability is too small for
     * a double.
     *
     * @throws IllegalArgumentException if there is no logit
     * @throws IndexOutOfBoundsException if {@code gold} is no label
     */
    public static double crossEntropy(float[] logits, int gold) {
        return crossEntropy(logits, gold, 1);
    }

    /**
     * The loss of one article after the logits were divided by a temperature.
     *
     * @throws IllegalArgumentException if there is no logit, or the temperature is not above 0
     * @throws IndexOutOfBoundsException if {@code gold} is no label
     */
    public static double crossEntropy(float[] logits, int gold, double temperature) {
        requireTemperature(temperature);
        double largest = logits[argmax(logits)];
        double own = logits[Objects.checkIndex(gold, logits.length)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((logit - largest) / temperature);
        }
        return Math.log(sum) - (own - largest) / temperature;
    }

    private static void requireTemperature(double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature lies above 0; not " + temperature);
        }
    }

    private static void requireSome(float[] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("no logits");
        }
    }
}
