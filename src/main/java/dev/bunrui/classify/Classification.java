package dev.bunrui.classify;

import java.util.Map;

/**
 * What a classifier says of an article.
 *
 * @param label the most probable class
 * @param probabilities softmax of the logits by class, in the order of the logits
 * @param logits one a class
 * @param tokens how many tokens were read, special ones included
 * @param truncated some of the article was not read
 */
public record Classification(
        String label, Map<String, Double> probabilities, float[] logits, int tokens, boolean truncated) {}
