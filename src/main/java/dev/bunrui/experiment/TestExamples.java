package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Split;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the articles that a run was tested on. A run keeps what it made of them, not the articles themselves. */
public final class TestExamples {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        List<String> predicted = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode prediction = JSON.readTree(line);
                JsonNode logits = prediction.required("logits");
                float[] values = new float[logits.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = logits.required(i).floatValue();
                }
                int at = predicted.size();
                if (at == test.size()
                        || values.length != labels.size()
                        || !prediction
                                .required("id")
                                .asText()
                                .equals(test.get(at).id())) {
                    throw new RequestException(TestExamples.class, "examples.garbled", file);
                }
                predicted.add(labels.get(Logits.argmax(values)));
            }
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(TestExamples.class, "examples.garbled", file);
        } catch (IOException unreadable) {
            throw new RequestException(TestExamples.class, "manifest.unreadable", file, new SystemReason(unreadable));
        }
        return predicted;
    }
}
