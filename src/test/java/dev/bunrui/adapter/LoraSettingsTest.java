package dev.bunrui.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.llm.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoraSettingsTest {
    private static final Path FAMILIES = Path.of("src/test/resources/dev/bunrui/llm/family");

    /** In these fixtures PEFT was left to choose. */
    @ParameterizedTest
    @ValueSource(strings = {"llama-grouped", "mistral-window", "qwen3", "gemma3"})
    void autoIsWhatPeftTakes(String variant) {
        ModelConfig network = ModelConfig.read(FAMILIES.resolve(variant + "/model/config.json"));
        assertThat(settings(LoraSettings.AUTO).of(network).targets())
                .containsExactlyInAnyOrderElementsOf(PeftFolder.read(FAMILIES.resolve(variant + "/adapter"))
                        .settings()
                        .targets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-biased", "qwen2-window", "gemma2"})
    void allLinearIsEveryProjection(String variant) {
        ModelConfig network = ModelConfig.read(FAMILIES.resolve(variant + "/model/config.json"));
        assertThat(settings(LoraSettings.ALL).of(network).targets())
                .containsExactlyInAnyOrderElementsOf(PeftFolder.read(FAMILIES.resolve(variant + "/adapter"))
                        .settings()
                        .targets());
    }

    private static LoraSettings settings(String targets) {
        return new LoraSettings(4, 8, 0, List.of(targets));
    }
}
