package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.torch.AdamW;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty steps beside those of Transformers and PEFT, whatever is recomputed and however the batch is cut. */
class PeftTrainingParityTest {
    private static final LoraSettings NO_DROPOUT = new LoraSettings(4, 8, 0, List.of(LoraSettings.ALL));

    @ParameterizedTest
    @CsvSource({"sequential,0,4", "sequential,2,4", "sequential,1,3", "parallel,0,4", "parallel,2,1"})
    void twentyStepsGiveTheLossesAndTheAdapterOfPeft(String variant, int recomputed, int microBatch) {
        TinyModel tiny = TinyModel.of(variant);
        JsonNode expected = tiny.expected();
        List<Example> examples = tiny.examples();
        try (LoraClassifier classifier = tiny.withPeftAdapter();
                AdamW optimizer =
                        new AdamW(classifier.scope(), classifier.adapter().parameters(), 0.01)) {
            GradientPass pass = new GradientPass(classifier, NO_DROPOUT, recomputed);
            for (int step = 0; step < expected.get("losses").size(); step++) {
                List<Drawn> batch = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    int number = (step * 4 + i) % examples.size();
                    batch.add(new Drawn(examples.get(number), number));
                }
                double loss = 0;
                for (List<Drawn> part : MicroBatches.cut(batch, OptionalInt.of(microBatch), 0)) {
                    loss += pass.run(classifier.scope(), part, 0.25f, (number, layer) -> 0)
                                    .floats()[0]
                            / 4;
                }
                optimizer.step(expected.get("rates").get(step).asDouble());
                double wanted = expected.get("losses").get(step).asDouble();
                assertThat(loss).as("loss of step " + step).isCloseTo(wanted, within(1e-4 * wanted));
            }
            AdapterWeights ours = classifier.adapter().copy();
            AdapterWeights theirs = tiny.trainedByPeft();
            assertThat(ours.tensors().keySet())
                    .containsExactlyInAnyOrderElementsOf(theirs.tensors().keySet());
            theirs.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    ours.find(name).orElseThrow().floats())
                            .as(name)
                            .containsExactly(tensor.floats(), within(1e-4f)));
        }
    }
}
