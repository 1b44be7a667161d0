package dev.bunrui.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An adapter of {@code src/test/python/adapter_fixtures.py} and what PEFT computes with it. */
public record PeftAdapter(Path folder, ModelFolder model, JsonNode logits) {
    public static final Path FIXTURES = Path.of("src/test/resources/dev/bunrui/adapter");

    /** All that are to be read. */
    public static Stream<String> names() {
        Iterable<String> names = () -> expected().get("adapters").fieldNames();
        return StreamSupport.stream(names.spliterator(), false);
    }

    public static PeftAdapter of(String name) {
        JsonNode adapter = expected().required("adapters").required(name);
        Path model = FIXTURES.resolveSibling(adapter.required("model").asText());
        return new PeftAdapter(FIXTURES.resolve(name), ModelFolder.open(model), adapter.required("logits"));
    }

    /** The logits of the fixtures' texts by an adapter on the model, in fp32. */
    public float[][] logits(PeftFolder adapter) {
        return logits(model, adapter.settings(), adapter.weights());
    }

    /** The logits of the fixtures' texts by any model, in fp32. */
    public static float[][] logits(ModelFolder model, LoraSettings settings, AdapterWeights weights) {
        try (LoraClassifier classifier = new LoraClassifier(
                Backbone.load(model, ComputeDevice.CPU, Precision.FP32, settings.deltas()), weights)) {
            return classifier.logits(texts(), done -> {});
        }
    }

    public void assertLogits(float[][] ours) {
        assertLogits(ours, 1e-4);
    }

    /** Holds logits to PEFT's, the difference taken relatively where they are large. */
    public void assertLogits(float[][] ours, double tolerance) {
        assertThat(ours).hasNumberOfRows(logits.size());
        for (int text = 0; text < ours.length; text++) {
            for (int c = 0; c < ours[text].length; c++) {
                double wanted = logits.get(text).get(c).asDouble();
                assertThat((double) ours[text][c])
                        .as("text %d, class %d", text, c)
                        .isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
            }
        }
    }

    private static List<int[]> texts() {
        List<int[]> texts = new ArrayList<>();
        for (JsonNode text : expected().get("texts")) {
            int[] ids = new int[text.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = text.get(i).asInt();
            }
            texts.add(ids);
        }
        return texts;
    }

    private static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(FIXTURES.resolve("expected.json").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
