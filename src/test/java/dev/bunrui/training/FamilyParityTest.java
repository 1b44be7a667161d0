package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Batch;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family beside Transformers and PEFT, by the fixtures of {@code src/test/python/family_fixtures.py}. */
class FamilyParityTest {
    private static final int HIDDEN = 24;

    static List<String> variants() throws IOException {
        try (Stream<Path> folders = Files.list(FamilyTexts.FIXTURES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static Stream<Arguments> precisions() throws IOException {
        return variants().stream()
                .flatMap(variant -> Stream.of(
                        Arguments.of(variant, Precision.FP32, "", 1e-4),
                        Arguments.of(variant, Precision.BF16, ".bf16", 2e-2)));
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void logitsAreThoseOfTransformers(String variant, Precision precision, String suffix, double tolerance) {
        try (LoraClassifier classifier = classifier(variant, precision)) {
            FamilyTexts.assertClose(
                    "logits", FamilyTexts.logits(classifier), expected(variant, "logits" + suffix), tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void statesAfterEveryLayerAreThoseOfTransformers(
            String variant, Precision precision, String suffix, double tolerance) {
        float[] wanted = expected(variant, "states" + suffix);
        int[] text = FamilyTexts.ids().get(FamilyTexts.shared().get("shown").asInt());
        try (LoraClassifier classifier = classifier(variant, precision);
                Scope scope = classifier.scope().child()) {
            Backbone backbone = classifier.backbone();
            Batch batch = Batch.of(scope, List.of(text), 1, 64);
            Tensor states = backbone.embed(scope, batch);
            int size = text.length * HIDDEN;
            for (int layer = 0; layer < backbone.layers(); layer++) {
                FamilyTexts.assertClose(
                        "before layer " + layer,
                        Arrays.copyOf(single(scope, classifier, states), size),
                        Arrays.copyOfRange(wanted, layer * size, (layer + 1) * size),
                        tolerance);
                List<Tensor> deltas = classifier.adapter().deltas(layer);
                if (layer + 1 < backbone.layers()) {
                    states = backbone.layer(scope, Use.INFERENCE, layer, states, deltas, Optional.empty())
                            .states();
                } else {
                    Tensor last = backbone.last(scope, Use.INFERENCE, states, batch, deltas, Optional.empty())
                            .states();
                    FamilyTexts.assertClose(
                            "after the last layer",
                            single(scope, classifier, last),
                            Arrays.copyOfRange(wanted, wanted.length - HIDDEN, wanted.length),
                            tolerance);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void gradientsOfALoraStepAreThoseOfPeft(String variant) {
        for (int recomputed : new int[] {0, 2}) {
            FamilyTexts.gradients(variant, WeightFormat.FULL, recomputed)
                    .forEach((name, gradient) ->
                            FamilyTexts.assertClose(name, gradient, expected(variant, "gradient." + name), 1e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatStandsRightOfATextChangesNothing(String variant) {
        try (LoraClassifier classifier = classifier(variant, Precision.FP32)) {
            float[][] together = classifier.logits(FamilyTexts.ids(), done -> {});
            for (int text = 0; text < FamilyTexts.ids().size(); text++) {
                assertThat(classifier.logits(List.of(FamilyTexts.ids().get(text)), done -> {})[0])
                        .containsExactly(together[text], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gpt2,c_attn", "gpt2,attn.c_attn", "llama-grouped,q_proj", "gemma3,self_attn.v_proj"})
    void aTargetIsANameOrTheEndOfAPath(String variant, String target) {
        ModelFolder model = ModelFolder.open(FamilyTexts.FIXTURES.resolve(variant + "/model"));
        assertThat(Projection.of(model.config()).stream().filter(projection -> projection.matches(target)))
                .hasSize(1);
        assertThat(Projection.of(model.config())).noneMatch(projection -> projection.matches(target.substring(1)));
    }

    private static LoraClassifier classifier(String variant, Precision precision) {
        return FamilyTexts.classifier(variant, precision, WeightFormat.FULL);
    }

    /** In single precision, through a head that is the identity. */
    private static float[] single(Scope scope, LoraClassifier classifier, Tensor states) {
        float[] identity = new float[HIDDEN * HIDDEN];
        for (int i = 0; i < HIDDEN; i++) {
            identity[i * HIDDEN + i] = 1;
        }
        return classifier
                .head()
                .logits(scope, states, scope.floats(identity, HIDDEN, HIDDEN))
                .floats();
    }

    private static float[] expected(String variant, String name) {
        return Safetensors.open(FamilyTexts.FIXTURES.resolve(variant + "/expected.safetensors"))
                .find(name)
                .orElseThrow()
                .floats();
    }
}
