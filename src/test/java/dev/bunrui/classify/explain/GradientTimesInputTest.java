package dev.bunrui.classify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.PeftAdapter;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to PyTorch's automatic differentiation by the fixtures of {@code src/test/python/explain_fixtures.py}. */
class GradientTimesInputTest {
    private static final Runnable ON = () -> {};

    private static LoraClassifier classifier(String name, Precision precision) {
        PeftAdapter adapter = PeftAdapter.of(name);
        PeftFolder folder = PeftFolder.read(adapter.folder());
        Backbone backbone = Backbone.load(
                adapter.model(), ComputeDevice.CPU, precision, folder.settings().deltas());
        return new LoraClassifier(backbone, folder.weights());
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper()
                .readTree(PeftAdapter.FIXTURES
                        .resolve("gradient-times-input.json")
                        .toFile());
    }

    private static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    @Test
    void whatTheMemoryDoesNotHoldIsSaidInASentence() throws IOException {
        int[] text = ints(expected().get("texts").get(0));
        long adapter;
        try (LoraClassifier whole = classifier("patterns", Precision.FP32)) {
            adapter = whole.scope().held();
        }
        System.setProperty("bunrui.memory-limit", Long.toString(adapter + 1000));
        try (LoraClassifier classifier = classifier("patterns", Precision.FP32);
                GradientTimesInput gradient = new GradientTimesInput(classifier)) {
            assertThatThrownBy(() -> gradient.weights(text, 0, ON))
                    .isInstanceOfSatisfying(FailureException.class, failure -> {
                        assertThat(failure.message(Locale.ENGLISH))
                                .contains(text.length + " tokens", "were asked for", "shorter article");
                        assertThat(failure.message(Locale.JAPANESE))
                                .contains("トークン")
                                .endsWith("。");
                    });
            assertThat(classifier.scope().held()).isEqualTo(adapter);
        } finally {
            System.clearProperty("bunrui.memory-limit");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patterns", "one-layer", "llama-patterns", "gpt2-one-of-two"})
    void itIsWhatAutomaticDifferentiationGives(String name) throws IOException {
        JsonNode texts = expected().get("texts");
        JsonNode wanted = expected().get("adapters").get(name);
        try (LoraClassifier classifier = classifier(name, Precision.FP32);
                GradientTimesInput gradient = new GradientTimesInput(classifier)) {
            for (int text = 0; text < texts.size(); text++) {
                for (int label = 0; label < 3; label++) {
                    float[] ours = gradient.weights(ints(texts.get(text)), label, ON);
                    JsonNode theirs = wanted.get(text).get(label);
                    assertThat(ours).hasSize(theirs.size());
                    double largest = IntStream.range(0, theirs.size())
                            .mapToDouble(i -> Math.abs(theirs.get(i).asDouble()))
                            .max()
                            .orElseThrow();
                    for (int i = 0; i < ours.length; i++) {
                        assertThat((double) ours[i]).isCloseTo(theirs.get(i).asDouble(), within(1e-4 * largest));
                    }
                }
            }
        }
    }

    @Test
    void itIsNearlyTheSameInHalfPrecision() {
        int[] text = {8, 8, 40, 41, 47, 12, 3, 9, 10, 2};
        try (LoraClassifier full = classifier("patterns", Precision.FP32);
                LoraClassifier half = classifier("patterns", Precision.BF16);
                GradientTimesInput exact = new GradientTimesInput(full);
                GradientTimesInput rounded = new GradientTimesInput(half)) {
            float[] wanted = exact.weights(text, 0, ON);
            float[] ours = rounded.weights(text, 0, ON);
            double error = 0;
            double size = 0;
            for (int i = 0; i < text.length; i++) {
                error += Math.pow(ours[i] - wanted[i], 2);
                size += Math.pow(wanted[i], 2);
            }
            assertThat(Math.sqrt(error / size)).isLessThan(0.05);
        }
    }

    @Test
    void theAdaptersOwnGradientsAreLeftAlone() {
        try (LoraClassifier classifier = classifier("patterns", Precision.FP32);
                GradientTimesInput gradient = new GradientTimesInput(classifier)) {
            gradient.weights(new int[] {5, 9, 33}, 1, ON);
            assertThat(classifier.adapter().parameters().stream().map(Tensor::gradient))
                    .allMatch(found -> found.isEmpty());
        }
    }

    @Test
    void itCanBeStoppedBetweenAnyTwoLayersAndDoneAgain() {
        try (LoraClassifier classifier = classifier("patterns", Precision.FP32);
                GradientTimesInput gradient = new GradientTimesInput(classifier)) {
            int[] text = {5, 9, 33};
            AtomicInteger steps = new AtomicInteger();
            float[] whole = gradient.weights(text, 1, steps::incrementAndGet);
            assertThat(steps.get()).isEqualTo(2 * (classifier.backbone().layers() - 1));
            for (int stop = 1; stop <= steps.get(); stop++) {
                AtomicInteger left = new AtomicInteger(stop);
                assertThatThrownBy(() -> gradient.weights(text, 1, () -> {
                            if (left.decrementAndGet() == 0) {
                                throw new CancellationException();
                            }
                        }))
                        .isInstanceOf(CancellationException.class);
            }
            assertThat(gradient.weights(text, 1, ON)).containsExactly(whole);
            assertThat(classifier.logits(List.of(text), done -> {})).hasNumberOfRows(1);
        }
    }
}
