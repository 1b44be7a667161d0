package dev.bunrui.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Adapters that PEFT made in all the ways that it has: the fixtures of {@code src/test/python/adapter_fixtures.py}. */
class PeftFolderTest {
    @TempDir
    Path folder;

    static Stream<String> adapters() {
        return PeftAdapter.names();
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void anAdapterGivesTheLogitsThatPeftGives(String name) {
        PeftAdapter adapter = PeftAdapter.of(name);
        adapter.assertLogits(adapter.logits(PeftFolder.read(adapter.folder())));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void anAdapterThatIsWrittenAgainGivesTheSameLogits(String name) {
        PeftAdapter adapter = PeftAdapter.of(name);
        PeftFolder.read(adapter.folder()).write(folder);
        adapter.assertLogits(adapter.logits(PeftFolder.read(folder)));
    }

    @ParameterizedTest
    @CsvSource({
        "dora, use_dora",
        "bias, bias",
        "lora-bias, lora_bias",
        "embedding, embed_in.lora_embedding_A",
        "whole-module, final_layer_norm",
        "pissa, path_initial_model_for_weight_conversion",
        "other-task, FEATURE_EXTRACTION",
        "several, 'first, second'"
    })
    void whatCannotBeRunIsRefusedByItsName(String name, String named) {
        assertThatThrownBy(() -> PeftFolder.read(PeftAdapter.FIXTURES.resolve("refused/" + name)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aPatternThatIsNoneIsRefusedByItsName() throws IOException {
        Path config = copy("patterns").resolve("adapter_config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"query_key\"", "\"query(key\""));
        assertThatThrownBy(() -> PeftFolder.read(folder)).hasMessageContaining("query(key");
        Files.writeString(config, text.replace(": 99", ": \"99\""));
        assertThatThrownBy(() -> PeftFolder.read(folder)).hasMessageContaining("query_key");
    }

    @Test
    void aRankThatIsNotTheTensorsIsRefused() throws IOException {
        Path config = copy("patterns").resolve("adapter_config.json");
        Files.writeString(config, Files.readString(config).replace("\"r\": 3", "\"r\": 4"));
        assertThatThrownBy(() -> PeftFolder.read(folder))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("lora_A")
                .hasMessageContaining("adapter_config.json");
    }

    private Path copy(String name) throws IOException {
        for (String file : List.of("adapter_config.json", "adapter_model.safetensors")) {
            Files.copy(PeftAdapter.of(name).folder().resolve(file), folder.resolve(file));
        }
        assertThat(PeftFolder.read(folder).settings()).isNotNull();
        return folder;
    }
}
