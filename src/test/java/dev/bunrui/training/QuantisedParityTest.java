package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
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
            FamilyTexts.assertClose(
                    "fp32",
                    FamilyTexts.logits(classifier),
                    EXPECTED.find(key).orElseThrow().floats(),
                    1e-4);
        }
        try (LoraClassifier classifier = classifier(variant, Precision.BF16, format)) {
            FamilyTexts.assertClose(
                    "bf16",
                    FamilyTexts.logits(classifier),
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
                FamilyTexts.assertClose(
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
            new GradientPass(classifier, NO_DROPOUT, recomputed)
                    .run(classifier.scope(), FamilyTexts.batch(), 1, (number, layer) -> 0);
            Adapter adapter = classifier.adapter();
            return adapter.parameters().stream()
                    .map(parameter -> parameter.gradient().orElseThrow().floats())
                    .toList();
        }
    }

    private static LoraClassifier classifier(String variant, Precision precision, WeightFormat format) {
        PeftFolder adapter = PeftFolder.read(FamilyTexts.FIXTURES.resolve(variant + "/adapter"));
        ModelFolder model = ModelFolder.open(FamilyTexts.FIXTURES.resolve(variant + "/model"));
        return new LoraClassifier(
                Backbone.load(
                        model,
                        ComputeDevice.CPU,
                        precision,
                        format,
                        adapter.settings().deltas()),
                adapter.weights());
    }
}
