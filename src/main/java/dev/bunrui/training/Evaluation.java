package dev.bunrui.training;

import dev.bunrui.training.score.Logits;
import dev.bunrui.training.score.Scores;

/**
 * What a classifier made of a set of examples.
 *
 * @param logits [examples][classes]
 * @param loss mean cross entropy over all examples, in nats
 */
public record Evaluation(float[][] logits, double loss, Scores scores) {
    /** Judges logits by the right labels. */
    public static Evaluation of(float[][] logits, int[] gold, int classes) {
        int[] predicted = new int[gold.length];
        double loss = 0;
        for (int i = 0; i < gold.length; i++) {
            predicted[i] = Logits.argmax(logits[i]);
            loss += Logits.crossEntropy(logits[i], gold[i]);
        }
        return new Evaluation(logits, gold.length == 0 ? 0 : loss / gold.length, Scores.of(classes, gold, predicted));
    }
}
