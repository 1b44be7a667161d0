package dev.bunrui.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.training.Example;
import dev.bunrui.training.Trainer;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingSettings;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a network with an adapter that PEFT made answers to articles of different lengths, and the losses of training steps
 * from there, without dropout: prints the JSON line that {@code peer_check.py} prints. Arguments: model folder, adapter
 * folder, places such as {@code cpu/fp32,cuda/bf16}, rows, tokens, steps.
 */
public final class CheckBenchmark {
    private final ModelFolder model;
    private final PeftFolder adapter;
    private final List<Example> batch;
    private final TrainingSettings settings;

    /** What is compared. */
    private record Answers(float[][] logits, List<Double> losses) {}

    private CheckBenchmark(Path model, Path adapter, int rows, int tokens, int steps) {
        this.model = ModelFolder.open(model);
        this.adapter = PeftFolder.read(adapter);
        this.batch = MadeUpArticles.of(this.model.config().vocabSize(), rows, tokens, tokens / (2 * rows));
        this.settings = new TrainingSettings(
                5e-4, rows, OptionalInt.empty(), steps, 0, 0.01, 42, Recompute.OFF, Select.LAST, OptionalInt.empty());
    }

    public static void main(String[] arguments) throws JsonProcessingException {
        CheckBenchmark check = new CheckBenchmark(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        Map<String, Answers> answers = new LinkedHashMap<>();
        for (String place : arguments[2].split(",")) {
            int slash = place.indexOf('/');
            Precision precision = Precision.valueOf(place.substring(slash + 1).toUpperCase(Locale.ROOT));
            answers.put(place, check.answers(ComputeDevice.of(place.substring(0, slash)), precision));
        }
        System.out.println(new ObjectMapper().writeValueAsString(answers));
    }

    private Answers answers(ComputeDevice device, Precision precision) {
        List<Double> losses = new ArrayList<>();
        Backbone backbone = Backbone.load(model, device, precision, adapter.settings().deltas());
        try (LoraClassifier classifier = new LoraClassifier(backbone, adapter.weights())) {
            float[][] logits = classifier.logits(batch.stream().map(Example::ids).toList(), done -> {});
            LoraSettings lora = adapter.settings();
            LoraSettings still = new LoraSettings(lora.rank(), lora.alpha(), 0, lora.targets());
            new Trainer(classifier, settings, still, batch, batch.subList(0, 1)).run(new Nowhere(), event -> {
                if (event instanceof TrainingEvent.Stepped step) {
                    losses.add(step.loss());
                }
            }, () -> false);
            return new Answers(logits, losses);
        }
    }
}
