package dev.bunrui.classify.explain;

import java.util.List;

/**
 * What of an article speaks for a class and what against it. Weights are in the unit of the logits, positive where the
 * text speaks for the class; those of sentences and those of tokens are measured differently and add up to nothing.
 *
 * @param label the class that is explained
 * @param probability of that class, the whole article read
 * @param sentences those that were read, in their order, the title first
 * @param tokens in the order of their places; what the template and the tokenizer add is not among them
 */
public record Explanation(String label, double probability, List<Sentence> sentences, List<Token> tokens) {
    public Explanation {
        sentences = List.copyOf(sentences);
        tokens = List.copyOf(tokens);
    }

    /**
     * A sentence.
     *
     * @param weight by how much the class's logit, less the mean of the others, falls when the sentence is left out
     * @param probabilityWithout of the class when it is left out
     */
    public record Sentence(Span place, double weight, double probabilityWithout) {}

    /**
     * A token, or all tokens of a character that was taken apart.
     *
     * @param weight gradient times input
     */
    public record Token(Span place, double weight) {}
}
