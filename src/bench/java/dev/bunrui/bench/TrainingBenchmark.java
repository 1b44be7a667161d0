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
import dev.bunrui.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Training steps on a full batch, through the very loop that trains: prints the JSON line that
 * {@code peer_training.py} prints. Arguments: model folder, precision, on or off for recomputation, rows, tokens, steps,
 * and how the frozen weights are kept if it is not in full.
 */
public final class TrainingBenchmark {
    private TrainingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Recompute recompute = Recompute.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        int rows = Integer.parseInt(arguments[3]);
        int tokens = Integer.parseInt(arguments[4]);
        int steps = Integer.parseInt(arguments[5]);
        WeightFormat weights = WeightFormat.of(arguments.length > 6 ? arguments[6] : WeightFormat.FULL.option());
        ModelFolder model = ModelFolder.open(Path.of(arguments[0]));
        LoraSettings lora = new LoraSettings(32, 16, 0.1, List.of(LoraSettings.AUTO)).of(model.config());
        TrainingSettings settings = new TrainingSettings(
                5e-4, rows, OptionalInt.empty(), steps, 0, 0.01, 42, recompute, Select.LAST, OptionalInt.empty());
        List<Example> batch = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int[] ids = new int[tokens];
            for (int j = 0; j < tokens; j++) {
                ids[j] = 8 + (i * 7919 + j * 10477) % (model.config().vocabSize() - 8);
            }
            batch.add(new Example(ids, i % 9));
        }
        List<Double> seconds = new ArrayList<>();
        Backbone backbone = Backbone.load(model, ComputeDevice.of("auto"), precision, weights, lora.deltas());
        try (LoraClassifier classifier = new LoraClassifier(backbone, Adapter.initial(backbone, lora, 9, 42))) {
            new Trainer(classifier, settings, lora, batch, batch.subList(0, 1))
                    .run(new Nowhere(), event -> {
                        if (event instanceof TrainingEvent.Stepped step) {
                            seconds.add(step.seconds());
                        }
                    }, () -> false);
            List<Double> inference = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                classifier.logits(batch.stream().map(Example::ids).toList(), done -> {});
                inference.add((System.nanoTime() - start) / 1e9);
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"tokens_per_second\": %.1f, \"inference_tokens_per_second\": %.1f, \"peak_kib\": %d}%n",
                    rows * tokens / median(seconds.subList(1, seconds.size())),
                    rows * tokens / median(inference),
                    peakMemory());
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

    /** States of a benchmark are not worth keeping. */
    private static final class Nowhere implements Trainer.States {
        @Override
        public Optional<TrainingState> last() {
            return Optional.empty();
        }

        @Override
        public void save(TrainingState state) {}
    }
}
