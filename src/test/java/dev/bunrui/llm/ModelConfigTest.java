package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to Transformers by the fixtures of {@code src/test/python/family_fixtures.py} and {@code llm_fixtures.py}. */
class ModelConfigTest {
    private static final Path FAMILIES = Path.of("src/test/resources/dev/bunrui/llm/family");

    @TempDir
    Path folder;

    static List<String> variants() throws IOException {
        try (Stream<Path> folders = Files.list(FAMILIES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }

    static List<String> families() {
        return ModelConfig.FAMILIES;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void bothSpellingsOfAConfigurationMeanTheSame(String variant) {
        assertThat(ModelConfig.read(FAMILIES.resolve(variant + "/config4.json")))
                .isEqualTo(ModelConfig.read(FAMILIES.resolve(variant + "/model/config.json")));
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatAConfigurationLeavesOutIsAsInTransformers(String family) throws IOException {
        Path bare = Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"" + family + "\"}");
        assertThat(ModelConfig.read(bare)).isEqualTo(ModelConfig.read(FAMILIES.resolve("default-" + family + ".json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config-transformers4.json", "config-transformers5.json"})
    void everyFieldIsRead(String name) {
        ModelConfig config = ModelConfig.read(Fixtures.file(name));
        assertThat(config.vocabSize()).isEqualTo(96);
        assertThat(config.hiddenSize()).isEqualTo(24);
        assertThat(config.layers()).isEqualTo(3);
        assertThat(config.maxPositions()).isEqualTo(64);
        assertThat(config.normEps()).isEqualTo(1e-6);
        assertThat(config.residual()).isEqualTo(ModelConfig.Residual.SEQUENTIAL);
        assertThat(config.activation()).isEqualTo(Activation.GELU_TANH);
        assertThat(config.padId()).isEqualTo(OptionalInt.of(3));
        assertThat(config.eosId()).isEqualTo(OptionalInt.of(7));
        assertThat(config.weightType()).isEqualTo(Optional.of(ElementType.BF16));
        assertThat(config.attention()).isEqualTo(Attention.scaled(2, 2, 12, Attention.Fusion.BY_HEAD));
        assertThat(config.kinds().get(0).rotary())
                .isEqualTo(Optional.of(new Rotary(6, 5000, new RotaryScaling.None())));
        assertThat(config.layout().linears()).extracting(Linear::bias).containsExactly(false, false, true, true);
    }

    @Test
    void windowsFollowTheLayersTypes() {
        assertThat(windows("gemma2")).containsExactly(4, 0, 4);
        assertThat(windows("gemma3")).containsExactly(3, 0, 3, 0);
        assertThat(windows("mistral-window")).containsExactly(5, 5, 5);
        assertThat(windows("qwen2-window")).containsExactly(0, 4, 4);
        assertThat(windows("qwen3")).containsExactly(0, 0, 0);
    }

    private static List<Integer> windows(String variant) {
        return ModelConfig.read(FAMILIES.resolve(variant + "/model/config.json")).kinds().stream()
                .map(kind -> kind.window().orElse(0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "config.family         | {'model_type':'t5'}                                                  | gemma3_text",
                "config.multiple       | {'model_type':'llama','num_key_value_heads':5}                       | num_key_value_heads",
                "config.multiple       | {'model_type':'gpt2','n_head':7}                                     | n_embd",
                "config.variant        | {'model_type':'gpt2','scale_attn_weights':false}                     | scale_attn_weights",
                "config.variant        | {'model_type':'gemma3_text','use_bidirectional_attention':true}      | use_bidirectional",
                "config.rope           | {'model_type':'llama','rope_scaling':{'type':'longrope'}}            | longrope",
                "json.field.factor     | {'model_type':'llama','rope_scaling':{'type':'linear'}}              | factor",
                "json.field.factor     | {'model_type':'qwen3','rope_scaling':{'type':'yarn','factor':0.5}}   | 0.5",
                "json.field.layerTypes | {'model_type':'gemma2','layer_types':['full_attention']}             | layer_types",
                "json.field.count      | {'model_type':'mistral','sliding_window':-1}                         | sliding_window",
                "json.field.activation | {'model_type':'gemma2','hidden_activation':'mish'}                   | mish",
            })
    void whatCannotBeComputedIsRefusedByFileAndField(String key, String json, String named) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
        assertThatThrownBy(() -> ModelConfig.read(file)).isInstanceOfSatisfying(RequestException.class, refusal -> {
            assertThat(refusal.key()).isEqualTo(key);
            assertThat(refusal.getMessage()).contains("config.json", named);
        });
    }

    @Test
    void stretchedFrequenciesAreTheFormulas() {
        RotaryScaling llama3 = new RotaryScaling.Llama3(8, 1, 4, 8192);
        Rotary rotary = new Rotary(128, 500000, llama3);
        float[] plain = new Rotary(128, 500000, new RotaryScaling.None()).frequencies();
        float[] stretched = rotary.frequencies();
        assertThat(stretched[0]).isEqualTo(plain[0]);
        assertThat(stretched[63]).isCloseTo(plain[63] / 8, within(1e-9f));
        assertThat(stretched[32]).isBetween(plain[32] / 8, plain[32]);
        assertThat(new Rotary(128, 500000, new RotaryScaling.Linear(4)).frequencies()[5])
                .isCloseTo(plain[5] / 4, within(1e-9f));
    }
}
