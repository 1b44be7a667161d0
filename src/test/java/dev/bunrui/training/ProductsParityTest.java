package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.Map;
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
        Map<String, float[]> kept = FamilyTexts.gradients(variant, WeightFormat.W8A8, 0);
        Map<String, float[]> recomputed = FamilyTexts.gradients(variant, WeightFormat.W8A8, 2);
        kept.forEach((name, gradient) -> {
            FamilyTexts.assertClose(
                    name,
                    gradient,
                    EXPECTED.find(variant + ".gradient." + name).orElseThrow().floats(),
                    5e-3);
            assertThat(recomputed.get(name)).as(name).isEqualTo(gradient);
        });
    }

    @Test
    void sizesThatCardsDoNotMultiplyInEightBitsAreRefused() {
        assertThatThrownBy(() -> FamilyTexts.classifier("llama-grouped", Precision.FP32, WeightFormat.W8A8))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("self_attn.q_proj")
                .hasMessageContaining("60 × 24")
                .hasMessageContaining("--weights");
    }

    private static float[] logits(String variant, Precision precision, WeightFormat format) {
        try (LoraClassifier classifier = FamilyTexts.classifier(variant, precision, format)) {
            return FamilyTexts.logits(classifier);
        }
    }
}
