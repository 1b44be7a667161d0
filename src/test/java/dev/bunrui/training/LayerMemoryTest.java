package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.torch.Precision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a layer takes, counted by hand, tensor by tensor. */
class LayerMemoryTest {
    /** GPT-NeoX, sequential: hidden 256, four heads, feed-forward 1024. */
    private static final ModelConfig NEOX = ModelConfig.read(Path.of("assets", "models", "bunrui-mini", "config.json"));

    /** Hidden 24, six heads of ten, two of keys and values; gated feed-forward 40. */
    private static final ModelConfig LLAMA =
            ModelConfig.read(Path.of("src/test/resources/dev/bunrui/llm/family/llama-grouped/model/config.json"));

    private static final int TOKENS = 100;

    private static LayerMemory of(ModelConfig model, Precision precision, double dropout) {
        LoraSettings lora = new LoraSettings(8, 16, dropout, List.of(LoraSettings.AUTO));
        return LayerMemory.of(model, lora, precision, TOKENS, 50);
    }

    @Test
    void aFusedLayerKeepsItsStatesWhatTheHeadsReadAndTheDeltasInput() {
        LayerMemory layer = of(NEOX, Precision.FP32, 0.1);
        long states = 2 * 256; // its input, and what the second norm reads
        long heads = 3 * 256 + 2 * 256 + 256 + 4; // all three, turned queries and keys, the mixture, a sum a head
        long delta = 2 * 256 + 8; // dropped input and mask, and the small states
        assertThat(layer.kept()).isEqualTo(TOKENS * 4 * (states + heads + delta + 1024));
        assertThat(layer.state()).isEqualTo(TOKENS * 4 * 256);
        // Beside it: the gradient of its output, the output, and the wide states' gradients before and after the
        // activation.
        assertThat(layer.work()).isEqualTo(TOKENS * 4L * (2 * 256 + 2 * 1024));
    }

    @Test
    void whatOnlyGradientsOfTheInputNeedIsNotKeptInTheFirstLayer() {
        LayerMemory layer = of(NEOX, Precision.FP32, 0.1);
        assertThat(layer.kept() - layer.first()).isEqualTo(TOKENS * 4 * 256); // the mask
        assertThat(of(NEOX, Precision.FP32, 0).kept()).isEqualTo(layer.first());
    }

    @Test
    void theLastLayerHasKeysAndValuesOfAllTokensAlone() {
        assertThat(of(NEOX, Precision.FP32, 0.1).last())
                .isEqualTo(TOKENS * 4L * (2 * 256 + (2 * 256 + 8) + 3 * 2 * 256));
    }

    @Test
    void halfPrecisionTakesHalfButForSumsInFull() {
        LayerMemory single = of(NEOX, Precision.FP32, 0.1);
        LayerMemory half = of(NEOX, Precision.BF16, 0.1);
        assertThat(half.kept()).isEqualTo(single.kept() / 2 + TOKENS * 4 * 2);
        assertThat(half.work()).isEqualTo(single.work() / 2);
    }

    @Test
    void headsThatShareReadCopiesAndRootMeanSquaresAreTakenInFp32() {
        LayerMemory single = of(LLAMA, Precision.FP32, 0.1);
        long heads = 3 * 60 + 60 + 6; // queries, and keys and values for each of them; the mixture; a sum a head
        long deltas = 2 * (2 * 24 + 8); // of queries and of values
        long fed = 3 * 40; // the gate before and after its activation, and what it is multiplied by
        assertThat(single.kept()).isEqualTo(TOKENS * 4 * (2 * 24 + heads + deltas + fed));
        LayerMemory half = of(LLAMA, Precision.BF16, 0.1);
        assertThat(half.kept()).isEqualTo(TOKENS * (2 * (24 + 4 * 60 + deltas + fed) + 2 * 4 * 24 + 4 * 6));
    }

    @Test
    void layersThatAreComputedTwiceKeepTheirInputs() {
        LayerMemory layer = new LayerMemory(1000, 900, 300, 70, 100, 0);
        assertThat(layer.peak(12, 0)).isEqualTo(900 + 10 * 1000 + 300);
        assertThat(layer.peak(12, 4)).isEqualTo(4 * 100 + 7 * 1000 + 300);
        assertThat(layer.peak(12, 11)).isEqualTo(11 * 100 + 1000 + 70);
        assertThat(layer.peak(1, 0)).isEqualTo(300);
    }
}
