package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @TempDir
    Path home;

    private Path copy() throws Exception {
        Path folder = Files.createDirectory(home.resolve("モデル"));
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(Path.of(CommandRun.MODEL, file), folder.resolve(file));
        }
        return folder;
    }

    @Test
    void soundModelIsVerified() throws Exception {
        CommandRun run = CommandRun.of(home, "models", "verify", copy().toString(), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode found = run.json().get(0);
        assertThat(found.get("sha256").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("config.json", "model.safetensors", "tokenizer.json");
        assertThat(found.get("tensors").asInt()).isPositive();
    }

    @Test
    void configurationOfAnotherModelIsFoundOut() throws Exception {
        Path folder = copy();
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceAll("(\"intermediate_size\": *)(\\d+)", "$1" + "4096"));
        CommandRun run = CommandRun.of(home, "models", "verify", folder.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("mlp.dense_h_to_4h", "4096");
    }

    @Test
    void halfAFileIsFoundOut() throws Exception {
        Path folder = copy();
        Path weights = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(bytes, bytes.length / 2));
        CommandRun run = CommandRun.of(home, "models", "verify", folder.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("model.safetensors");
    }

    @Test
    void catalogueIsListed() throws Exception {
        assertThat(CommandRun.of(home, "models", "list").out()).contains("bunrui-mini", "CC-BY-SA-3.0");
        assertThat(CommandRun.of(home, "models", "list", "--json").json())
                .extracting(model -> model.get("id").asText())
                .contains("bunrui-mini");
        assertThat(CommandRun.of(home, "models", "show", "nothing-like-it").code())
                .isEqualTo(2);
    }

    @Test
    void whatIsKnownOfAModelIsShownBeforeItIsHere() throws Exception {
        String id = "google/gemma-2-2b-jpn-it";
        CommandRun run = CommandRun.of(home, "models", "show", id);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("gemma2", "4.9 GiB", "Gemma Terms of Use", "bunrui models download " + id);
        assertThat(CommandRun.of(home, "models", "show", id, "--json").json())
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.get("state").asText()).isEqualTo("absent");
                    assertThat(model.get("gated").asBoolean()).isTrue();
                    assertThat(model.get("newline_token").asText()).isEqualTo("\n");
                    assertThat(model.get("download").asLong()).isGreaterThan(5_000_000_000L);
                });
    }
}
