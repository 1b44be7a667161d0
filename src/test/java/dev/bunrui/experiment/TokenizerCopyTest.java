package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.llm.Fixtures;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.PadToken;
import dev.bunrui.llm.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerCopyTest {
    private static final String TEXT = " 吾輩は\n猫である。<s>😀 </s>終わり";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rinna, neox-odd, spiece.model tokenizer_config.json",
        "llama-new, llama-grouped, tokenizer.model tokenizer_config.json",
        "llama, llama-grouped, tokenizer.model",
        "gpt2, gpt2, vocab.json merges.txt"
    })
    void theCopyGivesTheSameTokensAndNamesThePadToken(String tokenizer, String family, String files)
            throws IOException {
        Path source = Files.createDirectory(folder.resolve("model"));
        Path like = Fixtures.file("family/" + family + "/model");
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(like.resolve(name), source.resolve(name));
        }
        Files.writeString(
                source.resolve("config.json"),
                Files.readString(source.resolve("config.json"))
                        .replaceFirst("\"vocab_size\": *\\d+", "\"vocab_size\": 2000"));
        for (String name : files.split(" ")) {
            Files.copy(Fixtures.file("tokenizer/" + tokenizer).resolve(name), source.resolve(name));
        }
        ModelFolder model = ModelFolder.open(source);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(source.resolve(name), copy.resolve(name));
        }
        try (TextTokenizer own = TextTokenizer.open(model)) {
            PadToken pad = PadToken.of(model, own);
            TokenizerCopy.write(model, copy, pad);
            try (TextTokenizer copied = TextTokenizer.open(ModelFolder.open(copy))) {
                assertThat(copied.encode(TEXT)).containsExactly(own.encode(TEXT));
                assertThat(copied.decode(pad.id())).isEqualTo(pad.text());
            }
            assertThat(copy.resolve("tokenizer_config.json")).content().contains("\"pad_token\" : \"" + pad.text());
        }
    }
}
