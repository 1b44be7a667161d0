package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewlineTokenTest {
    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            new CatalogueEntry("owner/base", "", "gpt_neox", 1, "", "", "\n", false, Map.of()),
            new CatalogueEntry("owner/chat-sft", "", "gpt_neox", 1, "", "", "<NL>", false, Map.of())));

    @TempDir
    Path folder;

    private String token(String place, String called) throws IOException {
        Path model = Files.createDirectories(folder.resolve(place));
        Files.writeString(
                model.resolve("config.json"),
                "{\"model_type\": \"gpt_neox\", \"vocab_size\": 9, \"_name_or_path\": \"" + called + "\"}");
        Files.writeString(model.resolve("tokenizer.json"), "{}");
        Files.writeString(model.resolve("model.safetensors"), "");
        return NewlineToken.of(ModelFolder.open(model), CATALOGUE);
    }

    @Test
    void aModelOfTheCatalogueIsKnownWhereverItLies() throws IOException {
        assertThat(token("models--owner--chat-sft/snapshots/0a1b", "")).isEqualTo("<NL>");
        assertThat(token("owner--chat-sft", "")).isEqualTo("<NL>");
        assertThat(token("owner/chat-sft", "")).isEqualTo("<NL>");
        assertThat(token("chat-sft", "owner/base")).isEqualTo("<NL>");
        assertThat(token("anything", "owner/chat-sft")).isEqualTo("<NL>");
    }

    @Test
    void elseALineBreakStandsForItself() throws IOException {
        assertThat(token("anything", "")).isEqualTo("\n");
        assertThat(token("models--other--sft/snapshots/0a1b", "")).isEqualTo("\n");
        assertThat(token("models--owner--base/snapshots/0a1b", "owner/chat-sft"))
                .isEqualTo("\n");
        assertThat(token("sft", "")).isEqualTo("\n");
    }
}
