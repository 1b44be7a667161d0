package dev.bunrui.bench;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * How long it takes to read and compare many runs of many articles: {@code RUN COUNT ARTICLES WORK}. A finished run is
 * copied; its predictions and metrics are made up.
 */
public final class ComparisonBenchmark {
    private ComparisonBenchmark() {}

    /** Prints the seconds of the first comparison in this process, and of two more. */
    public static void main(String[] arguments) throws IOException {
        RunFolder model = new RunFolder(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        int articles = Integer.parseInt(arguments[2]);
        Path runs = Path.of(arguments[3]);
        List<String> labels = StoredResult.read(model).labels();
        Random random = new Random(1);
        for (int run = 0; run < count; run++) {
            RunFolder copy = new RunFolder(runs.resolve("run-" + run));
            Files.createDirectories(copy.path().resolve("predictions"));
            Files.copy(model.manifest(), copy.manifest());
            Files.copy(model.metrics(), copy.metrics());
            Files.writeString(copy.predictions("test"), predictions(labels, articles, 0.9 + 0.08 * run / count, random));
        }
        for (int time = 0; time < 3; time++) {
            long start = System.nanoTime();
            Field field = Field.of(runs, RunSummary.list(runs));
            long read = System.nanoTime();
            Comparison comparison = Comparison.of(field.runs());
            System.out.printf(
                    "%d runs of %,d articles: %.2f s (of which %.2f s until it is known which runs there are), %d groups%n",
                    field.runs().size(),
                    comparison.gold().length,
                    (System.nanoTime() - start) / 1e9,
                    (read - start) / 1e9,
                    comparison.pairs().groups().size());
        }
    }

    private static String predictions(List<String> labels, int articles, double accuracy, Random random) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < articles; i++) {
            int gold = i % labels.size();
            int said = random.nextDouble() < accuracy ? gold : random.nextInt(labels.size());
            lines.append("{\"id\":\"article-").append(i).append("\",\"gold\":\"").append(labels.get(gold)).append("\",\"logits\":[");
            for (int label = 0; label < labels.size(); label++) {
                float logit = (float) random.nextGaussian() + (label == said ? 9 : 0);
                lines.append(label == 0 ? "" : ",").append(logit);
            }
            lines.append("]}\n");
        }
        return lines.toString();
    }
}
