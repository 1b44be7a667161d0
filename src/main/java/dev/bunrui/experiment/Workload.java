package dev.bunrui.experiment;

import dev.bunrui.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much a run reads.
 *
 * @param articles of all parts
 * @param longest tokens that the model sees of the longest article
 * @param characters of all texts
 * @param trainTokens of an epoch of training
 * @param evaluationTokens of one evaluation
 * @param meanTokens of the mean article
 */
public record Workload(
        int articles, int longest, long characters, double trainTokens, double evaluationTokens, double meanTokens) {
    private static final double TRAIN = 0.8;
    private static final double REST = 0.1;

    /** Nothing is known but how long an article may be. */
    public static Workload unknown(int maxLength) {
        return new Workload(0, maxLength, 0, 0, 0, 0);
    }

    /**
     * What articles of these lengths come to, of each of which the model sees {@code maxLength} tokens at most; told
     * before they are split, the parts taken as eight, one and one tenth.
     */
    public static Workload of(TokenLengths lengths, int maxLength, long characters) {
        int[] seen = Arrays.stream(lengths.each())
                .map(length -> Math.min(length, maxLength))
                .toArray();
        long tokens = Arrays.stream(seen).asLongStream().sum();
        return new Workload(
                seen.length,
                Arrays.stream(seen).max().orElse(0),
                characters,
                TRAIN * tokens,
                REST * tokens,
                seen.length == 0 ? 0 : (double) tokens / seen.length);
    }

    /** What articles come to that are split and tokenised. */
    static Workload of(Prepared prepared) {
        List<Example> all = Stream.of(prepared.train(), prepared.validation(), prepared.test())
                .flatMap(List::stream)
                .toList();
        long characters = prepared.data().parts().all().stream()
                .mapToLong(article -> article.title().length() + article.body().length())
                .sum();
        return new Workload(
                all.size(),
                all.stream().mapToInt(example -> example.ids().length).max().orElse(0),
                characters,
                tokens(prepared.train()),
                (tokens(prepared.validation()) + tokens(prepared.test())) / 2.0,
                all.isEmpty() ? 0 : (double) tokens(all) / all.size());
    }

    private static long tokens(List<Example> examples) {
        return examples.stream().mapToLong(example -> example.ids().length).sum();
    }
}
