package dev.bunrui.experiment;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Split;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the articles that a run was tested on. A run keeps what it made of them, not the articles themselves. */
public final class TestExamples {
    private TestExamples() {}

    /**
     * Some articles of a finished run's test set, in its order, spread evenly over it: half of them such that the run
     * got wrong, as far as there are.
     *
     * @throws RequestException if the articles are not where they were, or are others now, or the run is garbled
     */
    public static List<TestExample> of(RunFolder run, int most) {
        RunManifest manifest = RunManifest.read(run.manifest());
        Split split = RunSplit.of(manifest, "examples.");
        List<String> predicted = predicted(run.predictions("test"), split.test(), manifest.labels());
        List<TestExample> all = IntStream.range(0, predicted.size())
                .mapToObj(i -> new TestExample(
                        split.test().get(i), String.valueOf(split.test().get(i).label()), predicted.get(i)))
                .toList();
        return some(all, most);
    }

    private static List<TestExample> some(List<TestExample> all, int most) {
        List<TestExample> wrong = all.stream().filter(each -> !each.right()).toList();
        List<TestExample> right = all.stream().filter(TestExample::right).toList();
        int rights = Math.min(right.size(), most - Math.min(wrong.size(), most / 2));
        List<TestExample> chosen = new ArrayList<>(spread(right, rights));
        chosen.addAll(spread(wrong, Math.min(wrong.size(), most - rights)));
        return all.stream().filter(chosen::contains).limit(most).toList();
    }

    private static List<TestExample> spread(List<TestExample> examples, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> examples.get((int) ((long) i * examples.size() / count)))
                .toList();
    }

    /** The predictions have the test set's articles, in its order. */
    private static List<String> predicted(Path file, List<Article> test, List<String> labels) {
        Predictions predictions = Predictions.read(file, labels);
        if (!predictions.ids().equals(test.stream().map(Article::id).toList())) {
            throw new RequestException(TestExamples.class, "examples.garbled", file);
        }
        return Arrays.stream(predictions.labels()).mapToObj(labels::get).toList();
    }
}
