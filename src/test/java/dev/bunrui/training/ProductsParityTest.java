package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks with products in 8 bits beside Transformers and PEFT with such products, by the fixtures of {@code
 * src/test/python/products_fixtures.py}. The other side adds up in another order, and what is rounded to 127 steps may then
 * fall one step beside: hence the tolerance, which the difference that 8 bits make is larger than.
 */
class ProductsParityTest {
    private static final Safetensors EXPECTED =
            Safetensors.open(Path.of("src/test/resources/dev/bunrui/training/products.safetensors"));
    private static final LoraSettings NO_DROPOUT = new LoraSettings(4, 8, 0, List.of(LoraSettings.ALL));

    /** Weights stored the other way round; parallel residuals; deltas on every map; norms behind every map and on heads. */
    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "neox-odd", "qwen2-window", "gemma3"})
    void logitsAreThoseOfTransformersWithSuchProducts(String variant) {
        float[] expected = EXPECTED.find(variant + ".logits").orElseThrow().floats();
        FamilyTexts.assertClose("fp32", logits(variant, Precision.FP32, WeightFormat.W8A8), expected, 2e-3);
        FamilyTexts.assertClose(
                "bf16",
                logits(variant, Precision.BF16, WeightFormat.W8A8),
                EXPECTED.find(variant + ".logits.bf16").orElseThrow().floats(),
                3e-2);
        float[] withInputsInFull = logits(variant, Precision.FP32, WeightFormat.INT8);
        assertThatThrownBy(() -> FamilyTexts.assertClose("int8", withInputsInFull, expected, 2e-3))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "neox-odd", "qwen2-window", "gemma3"})
    void gradientsAreThoseOfPeftWithSuchProductsWhateverIsKept(String variant) {
        List<float[]> kept = gradients(variant, WeightFormat.W8A8, 0);
        List<float[]> recomputed = gradients(variant, WeightFormat.W8A8, 2);
        List<String> names;
        try (LoraClassifier classifier = classifier(variant, Precision.FP32, WeightFormat.W8A8)) {
            names = List.copyOf(classifier.adapter().copy().tensors().keySet());
        }
        for (int i = 0; i < names.size(); i++) {
            FamilyTexts.assertClose(
                    names.get(i),
                    kept.get(i),
                    EXPECTED.find(variant + ".gradient." + names.get(i))
                            .orElseThrow()
                            .floats(),
                    5e-3);
            assertThat(recomputed.get(i)).as(names.get(i)).isEqualTo(kept.get(i));
        }
    }

    @Test
    void sizesThatCardsDoNotMultiplyInEightBitsAreRefused() {
        assertThatThrownBy(() -> classifier("llama-grouped", Precision.FP32, WeightFormat.W8A8))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("self_attn.q_proj")
                .hasMessageContaining("60 × 24")
                .hasMessageContaining("--weights");
    }

    private static float[] logits(String variant, Precision precision, WeightFormat format) {
        try (LoraClassifier classifier = classifier(variant, precision, format)) {
            return FamilyTexts.logits(classifier);
        }
    }

    private static List<float[]> gradients(String variant, WeightFormat format, int recomputed) {
        try (LoraClassifier classifier = classifier(variant, Precision.FP32, format)) {
            new GradientPass(classifier, NO_DROPOUT, recomputed)
                    .run(classifier.scope(), FamilyTexts.batch(), 1, (number, layer) -> 0);
            return classifier.adapter().parameters().stream()
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
