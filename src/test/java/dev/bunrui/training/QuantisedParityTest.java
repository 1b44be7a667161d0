package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.Map;
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
        try (LoraClassifier classifier = FamilyTexts.classifier(variant, Precision.FP32, format)) {
            FamilyTexts.assertClose(
                    "fp32",
                    FamilyTexts.logits(classifier),
                    EXPECTED.find(key).orElseThrow().floats(),
                    1e-4);
        }
        try (LoraClassifier classifier = FamilyTexts.classifier(variant, Precision.BF16, format)) {
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
        Map<String, float[]> kept = FamilyTexts.gradients(variant, format, 0);
        Map<String, float[]> recomputed = FamilyTexts.gradients(variant, format, 2);
        kept.forEach((name, gradient) -> {
            String key = variant + "." + format.option() + ".gradient." + name;
            FamilyTexts.assertClose(
                    name, gradient, EXPECTED.find(key).orElseThrow().floats(), 1e-3);
            assertThat(recomputed.get(name)).as(name).isEqualTo(gradient);
        });
    }
}
