package dev.bunrui.llm.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.llm.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embedded model's tokenizer closes every text with {@code </s>}, number 2; {@code <s>} is 1 and {@code <pad>} 3. */
class PadTokenTest {
    private static final Path MODEL = Path.of("assets/models/bunrui-mini");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"3, 3, <pad>", "2, 1, <s>", "null, 1, <s>", "9000, 1, <s>"})
    void batchesAreFilledUpByATokenThatNoTextEndsWith(String named, int id, String text) throws IOException {
        String config = Files.readString(MODEL.resolve("config.json"));
        Files.writeString(
                folder.resolve("config.json"), config.replace("\"pad_token_id\": 3", "\"pad_token_id\": " + named));
        Files.createFile(folder.resolve("model.safetensors"));
        Files.copy(MODEL.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        ModelFolder model = ModelFolder.open(folder);
        try (TextTokenizer tokenizer = TextTokenizer.open(model.tokenizerFile())) {
            assertThat(PadToken.of(model, tokenizer)).isEqualTo(new PadToken(id, text));
        }
    }
}
