package dev.bunrui.classify;

import dev.bunrui.training.score.Logits;

/**
 * Which answers a classifier gives by itself, and which it leaves to a person: R. El-Yaniv and Y. Wiener, <i>On the
 * foundations of noise-free selective classification</i>, JMLR 11 (2010).
 *
 * @param temperature by which the logits are divided, as {@link dev.bunrui.training.score.Temperature} finds it
 * @param threshold the confidence from which on it answers, between 0 and 1
 */
public record ReviewRule(double temperature, double threshold) {
    /** Refuses what is no temperature and what is no threshold. */
    public ReviewRule {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature lies above 0; not " + temperature);
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold lies between 0 and 1; not " + threshold);
        }
    }

    /** How sure the classifier is of its label, and whether that is enough. */
    public Reviewed of(Classification classification) {
        float[] logits = classification.logits();
        double confidence = Logits.softmax(logits, temperature)[Logits.argmax(logits)];
        return new Reviewed(confidence, confidence >= threshold);
    }
}
