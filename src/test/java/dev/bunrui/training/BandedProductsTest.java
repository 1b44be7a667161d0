package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products in 8 bits of more rows than are multiplied at once. */
class BandedProductsTest {
    private static final int TOKENS = 64;

    @Test
    void aTextsLogitsAreTheSameAloneAndBesideSoManyThatTheirProductsAreCut() {
        ModelFolder model = ModelFolder.open(Path.of("assets/models/bunrui-mini"));
        LoraSettings lora = new LoraSettings(4, 8, 0, List.of(LoraSettings.AUTO)).of(model.config());
        Backbone backbone = Backbone.load(model, ComputeDevice.CPU, Precision.FP32, WeightFormat.W8A8, lora.deltas());
        try (LoraClassifier classifier = new LoraClassifier(backbone, Adapter.initial(backbone, lora, 3, 1))) {
            List<int[]> texts = new ArrayList<>();
            for (int text = 0; text < 40; text++) {
                int first = 300 + 97 * text;
                texts.add(
                        IntStream.range(0, TOKENS).map(i -> first + i * 7 % 50).toArray());
            }
            float[][] together = classifier.logits(texts, done -> {});
            for (int text : new int[] {0, 16, 32, 39}) { // a part ends within 16 and within 32
                float[] alone = classifier.logits(List.of(texts.get(text)), done -> {})[0];
                FamilyTexts.assertClose("text " + text, together[text], alone, 1e-3);
            }
            assertThat(together[0]).isNotEqualTo(together[39]);
        }
    }
}
