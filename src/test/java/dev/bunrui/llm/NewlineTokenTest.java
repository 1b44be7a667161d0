package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewlineTokenTest {
    @TempDir
    Path folder;

    private String token(String place, String called) throws IOException {
        Path model = Files.createDirectories(folder.resolve(place));
        Files.writeString(
                model.resolve("config.json"),
                "{\"model_type\": \"gpt_neox\", \"vocab_size\": 9, \"_name_or_path\": \"" + called + "\"}");
        Files.writeString(model.resolve("tokenizer.json"), "{}");
        Files.writeString(model.resolve("model.safetensors"), "");
        return NewlineToken.of(ModelFolder.open(model));
    }

    @Test
    void aModelOfTheCatalogueIsKnownWhereverItLies() throws IOException {
        assertThat(token("models--rinna--japanese-gpt-neox-3.6b-instruction-sft/snapshots/0a1b", ""))
                .isEqualTo("<NL>");
        assertThat(token("rinna--japanese-gpt-neox-3.6b-instruction-sft", "")).isEqualTo("<NL>");
        assertThat(token("rinna/japanese-gpt-neox-3.6b-instruction-sft", "")).isEqualTo("<NL>");
        assertThat(token("japanese-gpt-neox-3.6b-instruction-sft", "rinna/japanese-gpt-neox-3.6b"))
                .isEqualTo("<NL>");
        assertThat(token("anything", "rinna/japanese-gpt-neox-3.6b-instruction-sft"))
                .isEqualTo("<NL>");
    }

    @Test
    void elseALineBreakStandsForItself() throws IOException {
        assertThat(token("anything", "")).isEqualTo("\n");
        assertThat(token("models--other--sft/snapshots/0a1b", "")).isEqualTo("\n");
        assertThat(token(
                        "models--rinna--japanese-gpt-neox-3.6b/snapshots/0a1b",
                        "rinna/japanese-gpt-neox-3.6b-instruction-sft"))
                .isEqualTo("\n");
        assertThat(token("sft", "")).isEqualTo("\n");
    }
}
