package dev.bunrui.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.baseline.BaselineScores;
import dev.bunrui.baseline.SvmBaseline;
import dev.bunrui.baseline.Watch;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.training.score.Logits;
import dev.bunrui.training.score.Scores;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Learns from the training articles of a split and scores the others: prints the JSON line that
 * {@code peer_baseline.py} prints, and writes the split for it. Arguments: data, the JSON Lines file to write.
 */
public final class BaselineBenchmark {
    private BaselineBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Split split = Splitter.split(
                DataReader.read(Path.of(arguments[0]), Columns.GUESSED).parts(), SplitPlan.STANDARD);
        List<String> classes = split.train().stream()
                .map(Article::label)
                .distinct()
                .sorted()
                .toList();
        try (Writer out = Files.newBufferedWriter(Path.of(arguments[1]))) {
            write(split.train(), "train", out);
            write(split.validation(), "validation", out);
            write(split.test(), "test", out);
        }
        int[] labels = labels(split.train(), classes);
        long start = System.nanoTime();
        BaselineScores scores = SvmBaseline.scores(split, classes.size(), labels, Watch.unwatched());
        double seconds = (System.nanoTime() - start) / 1e9;
        Scores validation = scores(split.validation(), classes, scores.validation());
        Scores test = scores(split.test(), classes, scores.test());
        System.out.printf(
                Locale.ROOT,
                "{\"seconds\": %.2f, \"validation_f1\": %.4f, \"validation_accuracy\": %.4f, \"test_f1\": %.4f,"
                        + " \"test_accuracy\": %.4f, \"peak_kib\": %d}%n",
                seconds,
                100 * validation.macroF1(),
                100 * validation.accuracy(),
                100 * test.macroF1(),
                100 * test.accuracy(),
                peakMemory());
    }

    private static void write(List<Article> articles, String part, Writer out) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (Article article : articles) {
            out.write(json.writeValueAsString(Map.of(
                    "part", part, "label", article.label(), "text", article.title() + "\n" + article.body())));
            out.write('\n');
        }
    }

    private static int[] labels(List<Article> articles, List<String> classes) {
        return articles.stream()
                .mapToInt(article -> classes.indexOf(article.label()))
                .toArray();
    }

    private static Scores scores(List<Article> articles, List<String> classes, float[][] scores) {
        int[] predicted = Arrays.stream(scores).mapToInt(Logits::argmax).toArray();
        return Scores.of(classes.size(), labels(articles, classes), predicted);
    }

    private static long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }
}
