package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks on weights of few bits beside Transformers and PEFT on what those weights come back as, by the fixtures of
 * {@code src/test/python/quantisation_fixtures.py}.
 */
class QuantisedParityTest {
    private static final Path FAMILIES = Path.of("src/test/resources/dev/bunrui/llm/family");
    private static final Safetensors EXPECTED =
            Safetensors.open(Path.of("src/test/resources/dev/bunrui/training/quantised.safetensors"));
    private static final LoraSettings NO_DROPOUT = new LoraSettings(4, 8, 0, List.of(LoraSettings.ALL));

    /** GPT-2's weights are stored the other way round, and Llama's fill no whole number of blocks. */
    static Stream<Arguments> networks() {
        return Stream.of("gpt2", "llama-grouped", "neox-odd")
                .flatMap(variant ->
                        Stream.of(WeightFormat.INT8, WeightFormat.NF4).map(format -> Arguments.of(variant, format)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void logitsAreThoseOfTransformersOnTheRestoredWeights(String variant, WeightFormat format) {
        String key = variant + "." + format.option() + ".logits";
        try (LoraClassifier classifier = classifier(variant, Precision.FP32, format)) {
            assertClose(
                    "fp32", logits(classifier), EXPECTED.find(key).orElseThrow().floats(), 1e-4);
        }
        try (LoraClassifier classifier = classifier(variant, Precision.BF16, format)) {
            assertClose(
                    "bf16",
                    logits(classifier),
                    EXPECTED.find(key + ".bf16").orElseThrow().floats(),
                    2e-2);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreThoseOfPeftOnTheRestoredWeightsWhateverIsKept(String variant, WeightFormat format) {
        List<float[]> kept = gradients(variant, format, 0);
        List<float[]> recomputed = gradients(variant, format, 2);
        try (LoraClassifier classifier = classifier(variant, Precision.FP32, format)) {
            List<String> names =
                    List.copyOf(classifier.adapter().copy().tensors().keySet());
            for (int i = 0; i < names.size(); i++) {
                String key = variant + "." + format.option() + ".gradient." + names.get(i);
                assertClose(
                        names.get(i),
                        kept.get(i),
                        EXPECTED.find(key).orElseThrow().floats(),
                        1e-3);
                assertThat(recomputed.get(i)).as(names.get(i)).isEqualTo(kept.get(i));
            }
        }
    }

    private static List<float[]> gradients(String variant, WeightFormat format, int recomputed) {
        try (LoraClassifier classifier = classifier(variant, Precision.FP32, format)) {
            List<Drawn> examples = new ArrayList<>();
            for (int i = 0; i < texts().size(); i++) {
                examples.add(new Drawn(
                        new Example(
                                texts().get(i), shared().get("labels").get(i).asInt()),
                        i));
            }
            new GradientPass(classifier, NO_DROPOUT, recomputed)
                    .run(classifier.scope(), examples, 1, (number, layer) -> 0);
            Adapter adapter = classifier.adapter();
            return adapter.parameters().stream()
                    .map(parameter -> parameter.gradient().orElseThrow().floats())
                    .toList();
        }
    }

    private static LoraClassifier classifier(String variant, Precision precision, WeightFormat format) {
        PeftFolder adapter = PeftFolder.read(FAMILIES.resolve(variant + "/adapter"));
        ModelFolder model = ModelFolder.open(FAMILIES.resolve(variant + "/model"));
        return new LoraClassifier(
                Backbone.load(
                        model,
                        ComputeDevice.CPU,
                        precision,
                        format,
                        adapter.settings().deltas()),
                adapter.weights());
    }

    private static float[] logits(LoraClassifier classifier) {
        float[][] rows = classifier.logits(texts(), done -> {});
        float[] flat = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
        }
        return flat;
    }

    private static void assertClose(String what, float[] ours, float[] theirs, double tolerance) {
        assertThat(ours).as(what).hasSameSizeAs(theirs);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < ours.length; i++) {
            difference += Math.pow(ours[i] - theirs[i], 2);
            size += Math.pow(theirs[i], 2);
        }
        assertThat(Math.sqrt(difference / size)).as(what).isLessThan(tolerance);
    }

    private static JsonNode shared() {
        try {
            return new ObjectMapper().readTree(FAMILIES.resolve("texts.json").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<int[]> texts() {
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
}
