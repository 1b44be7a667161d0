package dev.bunrui.experiment;

import java.util.Arrays;

/**
 * How much a run reads, told before it is split; the parts are taken as eight, one and one tenth.
 *
 * @param articles of all parts
 * @param tokens that the model sees of them all, each article once
 * @param longest tokens that it sees of the longest article
 * @param characters of all texts
 */
public record Workload(int articles, long tokens, int longest, long characters) {
    private static final double TRAIN = 0.8;
    private static final double REST = 0.1;

    /** What articles of these lengths come to, of each of which the model sees {@code maxLength} tokens at most. */
    public static Workload of(TokenLengths lengths, int maxLength, long characters) {
        int[] seen = Arrays.stream(lengths.each())
                .map(length -> Math.min(length, maxLength))
                .toArray();
        return new Workload(
                seen.length,
                Arrays.stream(seen).asLongStream().sum(),
                Arrays.stream(seen).max().orElse(0),
                characters);
    }

    /** Tokens of an epoch of training. */
    double trainTokens() {
        return TRAIN * tokens;
    }

    /** Tokens of one evaluation. */
    double evaluationTokens() {
        return REST * tokens;
    }

    /** Tokens of the mean article. */
    double meanTokens() {
        return articles == 0 ? 0 : (double) tokens / articles;
    }
}
