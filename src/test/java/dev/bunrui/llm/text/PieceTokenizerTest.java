package dev.bunrui.llm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.llm.Fixtures;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceTokenizerTest {
    private static final Path MODELS = Fixtures.file("tokenizer");
    private static final Path RINNA = MODELS.resolve("rinna/spiece.model");
    private static final Path REWRITING = MODELS.resolve("rewriting/spiece.model");

    @TempDir
    Path folder;

    private static int[] ints(JsonNode list) {
        int[] ints = new int[list.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = list.get(i).asInt();
        }
        return ints;
    }

    @ParameterizedTest
    @CsvSource({
        "rinna, spiece.model",
        "rewriting, spiece.model",
        "llama, tokenizer.model",
        "llama-new, tokenizer.model",
        "gpt2, vocab.json"
    })
    void idsAreThoseOfTransformersPythonTokenizers(String model, String file) throws IOException {
        List<String> texts = new ArrayList<>();
        List<int[]> expected = new ArrayList<>();
        try (TextTokenizer tokenizer = TextTokenizer.open(MODELS.resolve(model).resolve(file))) {
            for (JsonNode one : Fixtures.json("tokenizer/" + model + "/expected.json")) {
                texts.add(one.get("text").asText());
                expected.add(ints(one.get("ids")));
                assertThat(tokenizer.encode(texts.get(texts.size() - 1)))
                        .as(texts.get(texts.size() - 1))
                        .containsExactly(expected.get(expected.size() - 1));
            }
            assertThat(texts).hasSizeGreaterThan(80);
            assertThat(tokenizer.encodeAll(texts)).containsExactlyElementsOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"rinna, spiece.model", "rewriting, spiece.model", "llama, tokenizer.model"})
    void piecesStandWhereSentencepieceFindsThem(String model, String file) throws IOException {
        int checked = 0;
        try (TextTokenizer tokenizer = TextTokenizer.open(MODELS.resolve(model).resolve(file))) {
            for (JsonNode one : Fixtures.json("tokenizer/" + model + "/expected.json")) {
                String text = one.get("text").asText();
                Encoded encoded = tokenizer.encodeWithOffsets(text);
                int before = tokenizer.addedBefore();
                for (int i = 0; i < one.path("starts").size(); i++) {
                    int start = one.get("starts").get(i).asInt();
                    int end = one.get("ends").get(i).asInt();
                    assertThat(encoded.starts()[before + i])
                            .as("start of %s in %s", i, text)
                            .isEqualTo(start);
                    // Pieces of one character's rewriting, and bytes, span it all; sentencepiece gives it to the last,
                    // and to a piece also what was left out after it.
                    int own = encoded.ends()[before + i];
                    if (own < end) {
                        assertThat(text.substring(own, end).replace("\u200b", ""))
                                .as("end of %s in %s", i, text)
                                .isBlank();
                    } else if (own > end) {
                        assertThat(encoded.starts()[before + i + 1])
                                .isEqualTo(end)
                                .isLessThan(own);
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(1000);
    }

    @Test
    void bytesAndRewrittenCharactersSpanTheirCharacter() {
        try (TextTokenizer rinna = TextTokenizer.open(RINNA);
                TextTokenizer rewriting = TextTokenizer.open(REWRITING)) {
            Encoded bytes = rinna.encodeWithOffsets("の😀の");
            assertThat(bytes.starts()).containsExactly(0, 1, 1, 1, 1, 3, 4);
            assertThat(bytes.ends()).containsExactly(1, 3, 3, 3, 3, 4, 4);
            Encoded rewritten = rewriting.encodeWithOffsets("の㍿の");
            assertThat(rewritten.starts()).startsWith(0, 0, 1, 1).endsWith(2, 3);
            assertThat(rewritten.ends()).startsWith(0, 1, 2, 2).endsWith(3, 3);
        }
    }

    @Test
    void halfASurrogatePairIsOneReplacementCharacterAndZeroBytesAreKept() {
        try (TextTokenizer rinna = TextTokenizer.open(RINNA)) {
            assertThat(rinna.encode("\ud842 の\udfb7")).containsExactly(rinna.encode("\ufffd の\ufffd"));
            assertThat(rinna.decode(rinna.encode("の\u0000の"))).isEqualTo("の\u0000の</s>");
        }
    }

    @Test
    void whatWasEncodedComesBack() {
        String text = "  吾輩は  猫である。\n<NL>😀 𠮷野家 </s> end ";
        try (TextTokenizer rinna = TextTokenizer.open(RINNA);
                TextTokenizer llama = TextTokenizer.open(MODELS.resolve("llama/tokenizer.model"))) {
            assertThat(rinna.decode(rinna.encode(text))).isEqualTo(text + "</s>");
            assertThat(llama.decode(llama.encode("吾輩は\n猫 "))).isEqualTo("<s> 吾輩は\n猫 ");
        }
    }

    @Test
    void aTextThatEndsIsNotEndedTwice() {
        try (TextTokenizer rinna = TextTokenizer.open(RINNA)) {
            assertThat(rinna.encode("の</s>")).containsExactly(rinna.encode("の"));
            assertThat(rinna.addedBefore()).isZero();
            assertThat(rinna.addedAfter()).isEqualTo(1);
        }
    }

    private Path withConfig(String model, String config) throws IOException {
        Files.copy(RINNA, folder.resolve(model));
        Files.writeString(folder.resolve("tokenizer_config.json"), config);
        return folder.resolve(model);
    }

    @Test
    void aClassThatIsNotKnownIsRefusedByName() throws IOException {
        Path file = withConfig("spiece.model", "{\"tokenizer_class\": \"AlbertTokenizer\"}");
        assertThatThrownBy(() -> TextTokenizer.open(file))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("AlbertTokenizer")
                .hasMessageContaining("tokenizer_config.json");
    }

    @Test
    void aModelWithoutAClassIsRefusedAndAFamilyThatHasOneIsNot() throws IOException {
        Path file = withConfig("tokenizer.model", "{}");
        assertThatThrownBy(() -> TextTokenizer.open(file))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("tokenizer_class");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mistral\"}");
        try (TextTokenizer tokenizer = TextTokenizer.open(file)) {
            assertThat(tokenizer.addedBefore()).isEqualTo(1);
        }
    }

    @Test
    void garbledFilesAreRefusedByName() throws IOException {
        Path file = withConfig("spiece.model", "{\"tokenizer_class\": \"T5Tokenizer\", \"extra_ids\": 0}");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1009) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TextTokenizer.open(file).close())
                    .as("%s bytes", length)
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("spiece.model");
        }
        Files.write(file, whole);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": 5}");
        assertThatThrownBy(() -> TextTokenizer.open(file))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("tokenizer_class");
    }

    @Test
    void aByteLevelVocabularyOfAnotherClassIsRefused() throws IOException {
        for (String name : List.of("vocab.json", "merges.txt")) {
            Files.copy(MODELS.resolve("gpt2").resolve(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"Qwen2Tokenizer\"}");
        assertThatThrownBy(() -> TextTokenizer.open(folder.resolve("vocab.json")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Qwen2Tokenizer");
    }
}
