package dev.bunrui.adapter.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.adapter.PeftAdapter;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.CheckpointWriter;
import dev.bunrui.llm.ClassifierConfig;
import dev.bunrui.llm.ElementType;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MergedModelTest {
    private static final List<String> LABELS = List.of("政治", "スポーツ", "sci-tech");
    /** The adapter is in the weights. */
    private static final LoraSettings NONE = new LoraSettings(1, 1, 0, List.of());

    @TempDir
    Path folder;

    static Stream<String> inSinglePrecision() {
        return PeftAdapter.names()
                .filter(name -> PeftAdapter.of(name)
                        .model()
                        .config()
                        .weightType()
                        .filter(type -> type == ElementType.F32)
                        .isPresent());
    }

    private ModelFolder merge(PeftAdapter adapter, long most) throws IOException {
        new MergedModel(adapter.model(), PeftFolder.read(adapter.folder()))
                .write(folder, LABELS, 1, most, (bytes, all) -> {});
        Files.copy(adapter.model().tokenizerFile(), folder.resolve("tokenizer.json"));
        return ModelFolder.open(folder);
    }

    @ParameterizedTest
    @MethodSource("inSinglePrecision")
    void aMergedModelGivesTheLogitsOfTheAdapterOnItsBase(String name) throws IOException {
        PeftAdapter adapter = PeftAdapter.of(name);
        ModelFolder merged = merge(adapter, CheckpointWriter.SHARD_BYTES);
        adapter.assertLogits(PeftAdapter.logits(merged, NONE, AdapterWeights.headOf(merged)));
    }

    @Test
    void aModelInHalfPrecisionStaysInItAndIsRoundedOnce() throws IOException {
        PeftAdapter adapter = PeftAdapter.of("gpt2-one-of-two");
        ModelFolder merged = merge(adapter, CheckpointWriter.SHARD_BYTES);
        Safetensors weights = Safetensors.open(folder.resolve("model.safetensors"));
        StoredTensor changed = weights.find("transformer.h.1.mlp.c_proj.weight").orElseThrow();
        assertThat(changed.type()).isEqualTo(ElementType.F16);
        adapter.assertLogits(PeftAdapter.logits(merged, NONE, AdapterWeights.headOf(merged)), 5e-3);
        String kept = "transformer.h.1.attn.c_proj.weight";
        assertThat(weights.find(kept).orElseThrow().bytes())
                .isEqualTo(adapter.model().checkpoint().find(kept).orElseThrow().bytes());
    }

    @Test
    void theFilesAreThoseOfAClassifierInTransformers() throws IOException {
        PeftAdapter adapter = PeftAdapter.of("patterns");
        ModelFolder merged = merge(adapter, CheckpointWriter.SHARD_BYTES);
        JsonNode config =
                new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        assertThat(config.path("architectures").path(0).asText()).isEqualTo("GPTNeoXForSequenceClassification");
        assertThat(config.path("id2label").path("1").asText()).isEqualTo("スポーツ");
        assertThat(config.path("label2id").path("sci-tech").asInt()).isEqualTo(2);
        assertThat(config.path("pad_token_id").asInt()).isEqualTo(1);
        assertThat(ClassifierConfig.labels(merged, 3)).contains(LABELS);
        assertThat(ClassifierConfig.labels(merged, 4)).isEmpty();
        Safetensors weights = Safetensors.open(folder.resolve("model.safetensors"));
        assertThat(weights.names())
                .contains("score.weight")
                .noneMatch(name -> name.startsWith("embed_out"))
                .allMatch(name -> name.equals("score.weight") || name.startsWith("gpt_neox."));
        assertThat(weights.metadata()).containsEntry("format", "pt");
    }

    @Test
    void aLargeModelIsWrittenInShardsWithTheirIndex() throws IOException {
        PeftAdapter adapter = PeftAdapter.of("patterns");
        ModelFolder merged = merge(adapter, 20_000);
        assertThat(merged.weightFiles()).hasSizeGreaterThan(3).allSatisfy(file -> {
            assertThat(file.getFileName().toString()).matches("model-0000\\d-of-0000\\d\\.safetensors");
            assertThat(Safetensors.open(file).names()).isNotEmpty();
        });
        JsonNode index = new ObjectMapper()
                .readTree(folder.resolve("model.safetensors.index.json").toFile());
        assertThat(index.path("metadata").path("total_size").asLong()).isBetween(60_000L, 200_000L);
        adapter.assertLogits(PeftAdapter.logits(merged, NONE, AdapterWeights.headOf(merged)));
    }

    @Test
    void whoFollowsTheWorkHearsOfEveryByteAndMayEndIt() throws IOException {
        PeftAdapter adapter = PeftAdapter.of("rslora");
        MergedModel merged = new MergedModel(adapter.model(), PeftFolder.read(adapter.folder()));
        List<Long> heard = new ArrayList<>();
        merged.write(folder, LABELS, 1, CheckpointWriter.SHARD_BYTES, (bytes, all) -> {
            heard.add(bytes);
            assertThat(bytes).isLessThanOrEqualTo(all);
        });
        // All but the header and the head, which is written last.
        assertThat((double) heard.get(heard.size() - 1))
                .isCloseTo(Files.size(folder.resolve("model.safetensors")), within(5000.0));
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThatThrownBy(() -> merged.write(other, LABELS, 1, CheckpointWriter.SHARD_BYTES, (bytes, all) -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void anAdapterOfAnotherModelIsRefusedBeforeAnythingIsWritten() {
        PeftFolder adapter = PeftFolder.read(PeftAdapter.of("llama-patterns").folder());
        assertThatThrownBy(() -> new MergedModel(PeftAdapter.of("patterns").model(), adapter))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("model.layers.0");
    }
}
