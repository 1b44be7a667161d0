package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts that the fixtures of all families were computed from, and how what comes of them is compared. */
final class FamilyTexts {
    static final Path FIXTURES = Path.of("src/test/resources/dev/bunrui/llm/family");

    private static final LoraSettings NO_DROPOUT = new LoraSettings(4, 8, 0, List.of(LoraSettings.ALL));

    private FamilyTexts() {}

    static JsonNode shared() {
        try {
            return new ObjectMapper().readTree(FIXTURES.resolve("texts.json").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<int[]> ids() {
        List<int[]> texts = new ArrayList<>();
        for (JsonNode text : shared().get("texts")) {
            int[] ids = new int[text.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = text.get(i).asInt();
            }
            texts.add(ids);
        }
        return texts;
    }

    /** With their labels, as one batch. */
    static List<Drawn> batch() {
        List<int[]> texts = ids();
        JsonNode labels = shared().get("labels");
        List<Drawn> batch = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            batch.add(new Drawn(new Example(texts.get(i), labels.get(i).asInt()), i));
        }
        return batch;
    }

    /** Of all texts, row by row. */
    static float[] logits(LoraClassifier classifier) {
        float[][] rows = classifier.logits(ids(), done -> {});
        float[] flat = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
        }
        return flat;
    }

    /** A variant's network with its adapter. */
    static LoraClassifier classifier(String variant, Precision precision, WeightFormat format) {
        PeftFolder adapter = PeftFolder.read(FIXTURES.resolve(variant + "/adapter"));
        ModelFolder model = ModelFolder.open(FIXTURES.resolve(variant + "/model"));
        return new LoraClassifier(
                Backbone.load(
                        model,
                        ComputeDevice.CPU,
                        precision,
                        format,
                        adapter.settings().deltas()),
                adapter.weights());
    }

    /** The gradients of the batch's summed cross entropy in fp32, by the adapter's names for its parameters. */
    static Map<String, float[]> gradients(String variant, WeightFormat format, int recomputed) {
        try (LoraClassifier classifier = classifier(variant, Precision.FP32, format)) {
            new GradientPass(classifier, NO_DROPOUT, recomputed)
                    .run(classifier.scope(), batch(), 1, (number, layer) -> 0);
            List<Tensor> parameters = classifier.adapter().parameters();
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (String name : classifier.adapter().copy().tensors().keySet()) {
                gradients.put(
                        name,
                        parameters
                                .get(gradients.size())
                                .gradient()
                                .orElseThrow()
                                .floats());
            }
            return gradients;
        }
    }

    /** The difference's length is less than so many of theirs. */
    static void assertClose(String what, float[] ours, float[] theirs, double tolerance) {
        assertThat(ours).as(what).hasSameSizeAs(theirs);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < ours.length; i++) {
            difference += Math.pow(ours[i] - theirs[i], 2);
            size += Math.pow(theirs[i], 2);
        }
        assertThat(Math.sqrt(difference / size)).as(what).isLessThan(tolerance);
    }
}
