package dev.bunrui.bench;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.llm.text.TextTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tokenises the bodies of a data set, several times over: prints the JSON line that {@code peer_tokenizer.py} prints.
 * Arguments: tokenizer.json, data.
 */
public final class TokenizerBenchmark {
    private TokenizerBenchmark() {}

    public static void main(String[] arguments) {
        DataSet data = DataReader.read(Path.of(arguments[1]), Columns.GUESSED);
        var split = Splitter.split(data.parts(), SplitPlan.STANDARD);
        List<String> bodies = Stream.of(split.train(), split.validation(), split.test())
                .flatMap(List::stream)
                .map(Article::body)
                .toList();
        double best = Double.MAX_VALUE;
        long tokens = 0;
        try (TextTokenizer tokenizer = TextTokenizer.open(Path.of(arguments[0]))) {
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                tokens = tokenizer.encodeAll(bodies).stream()
                        .mapToLong(ids -> ids.length)
                        .sum();
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"texts\": %d, \"tokens\": %d, \"corpus_seconds\": %.3f}%n",
                bodies.size(),
                tokens,
                best);
    }
}
