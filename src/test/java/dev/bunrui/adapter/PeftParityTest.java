package dev.bunrui.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to Transformers and PEFT by the fixtures of {@code src/test/python/neox_fixtures.py}. */
class PeftParityTest {
    private static final Path FIXTURES = Path.of("src/test/resources/dev/bunrui/llm/network");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "parallel"})
    void anAdapterMadeByPeftGivesTheLogitsThatPeftGives(String variant) throws IOException {
        JsonNode expected = expected(variant);
        try (LoraClassifier classifier = classifier(variant, PeftFolder.read(FIXTURES.resolve(variant + "/adapter")))) {
            float[][] logits = classifier.logits(texts(expected), done -> {});
            for (int text = 0; text < logits.length; text++) {
                for (int c = 0; c < logits[text].length; c++) {
                    double wanted = expected.get("logits").get(text).get(c).asDouble();
                    assertThat((double) logits[text][c])
                            .isCloseTo(wanted, within(1e-4 * Math.max(1, Math.abs(wanted))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "parallel"})
    void aTextGivesTheSameLogitsAloneAndInABatch(String variant) throws IOException {
        List<int[]> texts = texts(expected(variant));
        try (LoraClassifier classifier = classifier(variant, PeftFolder.read(FIXTURES.resolve(variant + "/adapter")))) {
            float[][] together = classifier.logits(texts, done -> {});
            for (int text = 0; text < texts.size(); text++) {
                assertThat(classifier.logits(List.of(texts.get(text)), done -> {})[0])
                        .containsExactly(together[text], within(1e-6f));
            }
        }
    }

    @Test
    void aTextThatEndsWithThePadTokenIsReadToItsEnd() throws IOException {
        Path source = FIXTURES.resolve("parallel/model");
        ObjectNode config = (ObjectNode)
                new ObjectMapper().readTree(source.resolve("config.json").toFile());
        int end = 7;
        List<int[]> texts =
                List.of(new int[] {11, 12, end}, new int[] {11, 12, end, end}, new int[] {11, 12}, new int[] {
                    20, end, 21, 22, 23
                });
        List<float[][]> byFiller = new ArrayList<>();
        for (int pad : new int[] {end, 0}) {
            Path model = Files.createDirectory(folder.resolve("pad" + pad));
            for (String name : List.of("model.safetensors", "tokenizer.json")) {
                Files.copy(source.resolve(name), model.resolve(name));
            }
            config.put("eos_token_id", end).put("pad_token_id", pad);
            Files.writeString(model.resolve("config.json"), config.toString());
            PeftFolder adapter = PeftFolder.read(FIXTURES.resolve("parallel/adapter"));
            Backbone backbone = Backbone.load(
                    ModelFolder.open(model),
                    ComputeDevice.CPU,
                    Precision.FP32,
                    adapter.settings().deltas());
            try (LoraClassifier classifier = new LoraClassifier(backbone, adapter.weights())) {
                assertThat(classifier.filler()).isEqualTo(pad);
                float[][] together = classifier.logits(texts, done -> {});
                byFiller.add(together);
                for (int text = 0; text < texts.size(); text++) {
                    assertThat(classifier.logits(List.of(texts.get(text)), done -> {})[0])
                            .containsExactly(together[text], within(1e-6f));
                }
            }
        }
        for (int text = 0; text < texts.size(); text++) {
            assertThat(byFiller.get(0)[text]).containsExactly(byFiller.get(1)[text], within(1e-6f));
        }
        assertThat(byFiller.get(0)[0]).isNotEqualTo(byFiller.get(0)[1]).isNotEqualTo(byFiller.get(0)[2]);
    }

    @Test
    void anAdapterComesBackFromItsFilesAsItWas() throws IOException {
        PeftFolder made = PeftFolder.read(FIXTURES.resolve("parallel/adapter"));
        made.write(folder);
        PeftFolder back = PeftFolder.read(folder);
        assertThat(back.settings()).isEqualTo(made.settings());
        assertThat(Files.readAllBytes(folder.resolve("adapter_model.safetensors")))
                .isEqualTo(Files.readAllBytes(FIXTURES.resolve("parallel/adapter/adapter_model.safetensors")));
    }

    private static LoraClassifier classifier(String variant, PeftFolder adapter) {
        ModelFolder model = ModelFolder.open(FIXTURES.resolve(variant + "/model"));
        Backbone backbone = Backbone.load(
                model, ComputeDevice.CPU, Precision.FP32, adapter.settings().deltas());
        return new LoraClassifier(backbone, adapter.weights());
    }

    private static JsonNode expected(String variant) throws IOException {
        return new ObjectMapper()
                .readTree(FIXTURES.resolve(variant + "/expected.json").toFile());
    }

    private static List<int[]> texts(JsonNode expected) {
        List<int[]> texts = new ArrayList<>();
        for (JsonNode text : expected.get("texts")) {
            int[] ids = new int[text.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = text.get(i).asInt();
            }
            texts.add(ids);
        }
        return texts;
    }
}
