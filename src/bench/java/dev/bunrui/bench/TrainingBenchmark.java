package dev.bunrui.bench;

import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.Example;
import dev.bunrui.training.Trainer;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingSettings;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Training steps on full batches, through the very loop that trains. A card is still at work on a step when the loop goes on
 * to the next one, so what is timed is how long one step comes after the other. Prints the JSON line that
 * {@code peer_training.py} prints. Arguments: model folder, precision, on or off for recomputation, rows, tokens, steps; and
 * what may be left out: {@code weights=} how the frozen weights are kept, {@code device=}, {@code micro-batch=} articles at
 * once, 0 for as many as the program takes by itself, {@code profile=} the file for a {@link StepProfile} of the last step.
 */
public final class TrainingBenchmark {
    private final int rows;
    private final int tokens;
    private final int steps;
    private final StepProfile profile;
    private final List<Double> seconds = new ArrayList<>();
    private long last;
    private int atOnce;
    private int ranOut;

    private TrainingBenchmark(int rows, int tokens, int steps, int atOnce, String profile) {
        this.rows = rows;
        this.tokens = tokens;
        this.steps = steps;
        this.atOnce = atOnce == 0 ? rows : atOnce;
        this.profile = new StepProfile(profile, steps);
    }

    public static void main(String[] arguments) throws IOException {
        Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Recompute recompute = Recompute.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        Given given = Given.after(6, arguments);
        int microBatch = Integer.parseInt(given.or("micro-batch", "0"));
        TrainingBenchmark benchmark = new TrainingBenchmark(
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                microBatch,
                given.or("profile", ""));
        TrainingSettings settings = new TrainingSettings(
                5e-4,
                benchmark.rows,
                microBatch == 0 ? OptionalInt.empty() : OptionalInt.of(microBatch),
                1,
                0,
                0.01,
                42,
                recompute,
                Select.LAST,
                OptionalInt.empty());
        WeightFormat weights = WeightFormat.of(given.or("weights", WeightFormat.FULL.option()));
        ComputeDevice device = ComputeDevice.of(given.or("device", ComputeDevice.AUTO));
        benchmark.run(ModelFolder.open(Path.of(arguments[0])), device, precision, weights, settings);
    }

    private void run(
            ModelFolder model,
            ComputeDevice device,
            Precision precision,
            WeightFormat weights,
            TrainingSettings settings)
            throws IOException {
        LoraSettings lora = new LoraSettings(32, 16, 0.1, List.of(LoraSettings.AUTO)).of(model.config());
        List<Example> batch = MadeUpArticles.of(model.config().vocabSize(), rows, tokens, 0);
        long loading = System.nanoTime();
        Backbone backbone = Backbone.load(model, device, precision, weights, lora.deltas());
        double loaded = (System.nanoTime() - loading) / 1e9;
        try (LoraClassifier classifier =
                new LoraClassifier(backbone, Adapter.initial(backbone, lora, MadeUpArticles.CLASSES, 42))) {
            List<Example> all =
                    Collections.nCopies(steps, batch).stream().flatMap(List::stream).toList();
            new Trainer(classifier, settings, lora, all, batch.subList(0, 1))
                    .run(new Nowhere(), this::hear, () -> false);
            List<Double> inference = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                classifier.logits(batch.stream().map(Example::ids).toList(), done -> {});
                inference.add((System.nanoTime() - start) / 1e9);
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"tokens_per_second\": %.1f, \"inference_tokens_per_second\": %.1f, \"peak_kib\": %d,"
                            + " \"at_once\": %d, \"ran_out\": %d, \"load_seconds\": %.2f, \"device\": \"%s\","
                            + " \"step_seconds\": %.4f, \"last_step_seconds\": %.4f}%n",
                    rows * tokens / median(seconds),
                    rows * tokens / median(inference),
                    peakMemory(),
                    atOnce,
                    ranOut,
                    loaded,
                    device,
                    median(seconds),
                    seconds.get(seconds.size() - 1));
        }
    }

    private void hear(TrainingEvent event) {
        if (event instanceof TrainingEvent.Stepped step) {
            long now = System.nanoTime();
            if (step.step() > 1) {
                seconds.add((now - last) / 1e9);
            }
            last = now;
            profile.after(step.step());
        } else if (event instanceof TrainingEvent.MemoryRanOut full && !full.evaluating()) {
            ranOut++;
            atOnce = full.fewer();
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }
}
