package dev.bunrui.classify.explain;

import dev.bunrui.training.score.Interval;

/**
 * Whether what explanations mark carries the decision: by how much the probability of the class that articles are given
 * falls when the fifth of their tokens that is marked strongest is left out, beside what it falls by when as many tokens
 * at random are (the <i>comprehensiveness</i> of J. DeYoung et al., ERASER, arXiv:1911.03429, held to chance).
 *
 * @param articles how many were measured
 * @param sentences of the weights of sentences; text at random is whole sentences, too
 * @param tokens of the weights of tokens; text at random is single tokens, too
 */
public record Faithfulness(int articles, Effect sentences, Effect tokens) {
    /** The part of an article's tokens that is left out. */
    public static final double SHARE = 0.2;

    /**
     * What leaving out does, in the mean over the articles.
     *
     * @param marked the fall of the probability, 0 to 1, without what is marked
     * @param random the same without text at random
     * @param difference of the two, with 95 % confidence; explanations are worth no more than chance where it is not
     *     above zero
     * @param rough whether so few articles were measured, or make up the difference, that the interval is but rough
     */
    public record Effect(double marked, double random, Interval difference, boolean rough) {}

    /** Whether one of the intervals is rough. */
    public boolean rough() {
        return sentences.rough() || tokens.rough();
    }
}
