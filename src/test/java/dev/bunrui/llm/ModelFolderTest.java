package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aWholeModel() throws IOException {
        Files.copy(Fixtures.file("config-transformers5.json"), folder.resolve("config.json"));
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        weights("model.safetensors", StoredTensor.of("gpt_neox.embed_in.weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    }

    private void weights(String name, StoredTensor... tensors) {
        SafetensorsWriter.write(folder.resolve(name), List.of(tensors));
    }

    private static void refused(String key, ThrowingCallable call, String... named) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RequestException.class, refusal -> {
            assertThat(refusal.key()).isEqualTo(key);
            assertThat(refusal.getMessage()).contains(named);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "json.object           | []                                                        | config.json",
                "json.garbled          | {                                                         | line 1",
                "json.object           | ##                                                        | config.json",
                "config.family         | {'model_type':'opt'}                                      | gpt_neox",
                "config.family         | {}                                                        | gpt_neox",
                "json.field.count      | {'model_type':'gpt_neox','hidden_size':'wide'}            | hidden_size",
                "json.field.count      | {'model_type':'gpt_neox','num_hidden_layers':0}           | num_hidden_layers",
                "json.field.fraction   | {'model_type':'gpt_neox','rotary_pct':1.5}                | rotary_pct",
                "json.field.flag       | {'model_type':'gpt_neox','use_parallel_residual':1}       | use_parallel",
                "json.field.activation | {'model_type':'gpt_neox','hidden_act':'mish'}             | mish",
                "json.field.type       | {'model_type':'gpt_neox','dtype':'float8_e4m3fn'}         | float8_e4m3fn",
                "json.field.tokenId    | {'model_type':'gpt_neox','pad_token_id':'</s>'}           | pad_token_id",
                "json.field.object     | {'model_type':'gpt_neox','rope_parameters':1}             | rope_parameters",
                "config.rope           | {'model_type':'gpt_neox','rope_scaling':{'type':'su'}}    | su",
                "config.multiple        | {'model_type':'gpt_neox','num_attention_heads':7}         | 6144",
            })
    void aWrongConfigurationIsRefusedByFileAndField(String key, String json, String named) throws IOException {
        Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
        refused(key, () -> ModelFolder.open(folder), "config.json", named);
    }

    @Test
    void whatAFolderLacksIsNamed() throws IOException {
        refused("folder.none", () -> ModelFolder.open(folder.resolve("nowhere")), "nowhere");
        Files.delete(folder.resolve("tokenizer.json"));
        refused("folder.tokenizer", () -> ModelFolder.open(folder), "tokenizer.json");
        Files.delete(folder.resolve("model.safetensors"));
        refused("folder.weights", () -> ModelFolder.open(folder), "model's", "model.safetensors.index.json");
        refused("folder.weights", () -> ModelFolder.open(folder), "pytorch_model.bin");
        Files.delete(folder.resolve("config.json"));
        refused("folder.config", () -> ModelFolder.open(folder), "config.json");
    }

    @Test
    void shardsAreReadThroughTheirIndex() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(
                index,
                "{\"metadata\":{\"total_size\":8.0},\"weight_map\":{\"a\":\"1.safetensors\","
                        + "\"b\":\"2.safetensors\"}}");
        weights("1.safetensors", StoredTensor.of("a", new float[] {1}, 1));
        refused("folder.shard", () -> ModelFolder.open(folder), "2.safetensors");
        weights("2.safetensors", StoredTensor.of("b", new float[] {2}, 1));
        ModelFolder model = ModelFolder.open(folder);
        assertThat(model.checkpoint().names()).containsExactly("a", "b");
        assertThat(model.checkpoint().require("b", 1).floats()).containsExactly(2);
        assertThat(model.hashes())
                .containsOnlyKeys(
                        "1.safetensors",
                        "2.safetensors",
                        "config.json",
                        "model.safetensors.index.json",
                        "tokenizer.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":\"../other/1.safetensors\"}}");
        refused("folder.shardName", () -> ModelFolder.open(folder), "../other/1.safetensors");
        Files.writeString(index, "{}");
        refused("json.field.object", () -> ModelFolder.open(folder), "weight_map");
    }

    @Test
    void pytorchsOwnShardsAreReadThroughTheirIndexUnlessThereAreSafetensors() throws IOException {
        Path index = folder.resolve("pytorch_model.bin.index.json");
        Files.writeString(index, "{\"weight_map\":{\"base\":\"1.bin\",\"float16\":\"2.bin\"}}");
        Files.copy(Fixtures.file("checkpoint/views.bin"), folder.resolve("1.bin"));
        Files.copy(Fixtures.file("checkpoint/types.bin"), folder.resolve("2.bin"));
        assertThat(ModelFolder.open(folder).weightFiles()).containsExactly(folder.resolve("model.safetensors"));
        Files.delete(folder.resolve("model.safetensors"));
        ModelFolder model = ModelFolder.open(folder);
        assertThat(model.checkpoint().names()).contains("transposed", "bfloat16");
        assertThat(model.hashes())
                .containsOnlyKeys("1.bin", "2.bin", "config.json", "pytorch_model.bin.index.json", "tokenizer.json");
        Files.writeString(index, "{\"weight_map\":{\"base\":\"1.safetensors\"}}");
        refused("folder.shardName", () -> ModelFolder.open(folder), "1.safetensors");
        Files.writeString(index, "{\"weight_map\":{\"base\":\"\\u0000.bin\"}}");
        refused("folder.shardName", () -> ModelFolder.open(folder), "base");
    }

    @Test
    void aTensorThatIsNoPartOfTheNetworkIsNamedAndHeadsAndOldBuffersAreNot() throws IOException {
        Path tiny = Path.of("src/test/resources/dev/bunrui/llm/network/parallel/model");
        for (String name : List.of("config.json", "tokenizer.json")) {
            Files.copy(tiny.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Checkpoint whole = ModelFolder.open(tiny).checkpoint();
        List<StoredTensor> tensors = new ArrayList<>();
        whole.names().forEach(name -> tensors.add(whole.find(name).orElseThrow()));
        int counted = ModelCheck.of(ModelFolder.open(tiny)).tensors();
        for (String harmless : List.of(
                "score.weight",
                "gpt_neox.layers.0.attention.bias",
                "gpt_neox.layers.0.attention.masked_bias",
                "gpt_neox.layers.1.attention.rotary_emb.inv_freq")) {
            tensors.add(StoredTensor.of(harmless, new float[] {1}, 1));
        }
        weights("model.safetensors", tensors.toArray(StoredTensor[]::new));
        assertThat(ModelCheck.of(ModelFolder.open(folder)).tensors()).isEqualTo(counted);
        tensors.add(StoredTensor.of("gpt_neox.layers.0.attention.query_norm.weight", new float[] {1}, 1));
        weights("model.safetensors", tensors.toArray(StoredTensor[]::new));
        refused("checkpoint.unknown", () -> ModelCheck.of(ModelFolder.open(folder)), "query_norm", "model.safetensors");
    }

    @Test
    void aTensorIsFoundWithAndWithoutThePrefix() {
        Checkpoint with = ModelFolder.open(folder).checkpoint();
        assertThat(with.require("embed_in.weight", 2, 3).name()).isEqualTo("gpt_neox.embed_in.weight");
        assertThat(with.require("gpt_neox.embed_in.weight", 2, 3).floats()).containsExactly(1, 2, 3, 4, 5, 6);
        weights("model.safetensors", StoredTensor.of("embed_in.weight", new float[6], 2, 3));
        Checkpoint without = ModelFolder.open(folder).checkpoint();
        assertThat(without.require("gpt_neox.embed_in.weight", 2, 3).name()).isEqualTo("embed_in.weight");
        assertThat(without.find("embed_out.weight")).isEmpty();
    }

    @Test
    void aMissingOrMisshapenTensorIsNamed() {
        Checkpoint checkpoint = ModelFolder.open(folder).checkpoint();
        refused("checkpoint.missing", () -> checkpoint.require("final_layer_norm.bias", 3), "final_layer_norm.bias");
        refused(
                "checkpoint.shape",
                () -> checkpoint.require("embed_in.weight", 3, 2),
                "model.safetensors",
                "gpt_neox.embed_in.weight",
                "[2, 3]",
                "[3, 2]");
    }

    @Test
    void hashesAreThoseOfTheFiles() {
        assertThat(ModelFolder.open(folder).hashes())
                .containsOnlyKeys("config.json", "model.safetensors", "tokenizer.json")
                // printf '{}' | sha256sum
                .containsEntry("tokenizer.json", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void theTokenizersFilesAreThoseOfTheFirstVocabularyAndWhatLiesBesideIt() throws IOException {
        Files.writeString(folder.resolve("model.safetensors"), "");
        for (String name : List.of(
                "spiece.model",
                "tokenizer.model",
                "vocab.json",
                "merges.txt",
                "tokenizer_config.json",
                "added_tokens.json")) {
            Files.writeString(folder.resolve(name), "{}");
        }
        ModelFolder model = ModelFolder.open(folder);
        for (String name : List.of("tokenizer.json", "spiece.model", "tokenizer.model")) {
            assertThat(model.tokenizerFile()).isEqualTo(folder.resolve(name));
            assertThat(model.tokenizerFiles())
                    .containsExactly(
                            folder.resolve(name),
                            folder.resolve("tokenizer_config.json"),
                            folder.resolve("added_tokens.json"));
            assertThat(model.hashes())
                    .containsOnlyKeys(
                            "config.json", "model.safetensors", name, "tokenizer_config.json", "added_tokens.json");
            Files.delete(folder.resolve(name));
        }
        assertThat(model.tokenizerFiles()).contains(folder.resolve("vocab.json"), folder.resolve("merges.txt"));
        Files.delete(folder.resolve("merges.txt"));
        refused("folder.tokenizer", () -> ModelFolder.open(folder), "merges.txt");
    }
}
