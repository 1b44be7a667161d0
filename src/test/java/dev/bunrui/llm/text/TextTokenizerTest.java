package dev.bunrui.llm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.llm.Fixtures;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {
    private static final TextTokenizer MINI = TextTokenizer.open(Path.of("assets/models/bunrui-mini/tokenizer.json"));

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        MINI.close();
    }

    private static int[] ints(JsonNode list) {
        int[] ints = new int[list.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = list.get(i).asInt();
        }
        return ints;
    }

    @Test
    void idsAndDecodedTextsAreThoseOfTransformers() throws IOException {
        List<String> texts = new ArrayList<>();
        List<int[]> expected = new ArrayList<>();
        for (JsonNode one : Fixtures.json("tokens.json")) {
            String text = one.get("text").asText();
            int[] ids = ints(one.get("ids"));
            assertThat(MINI.encode(text)).as(text).containsExactly(ids);
            assertThat(MINI.encodeWithOffsets(text).ids()).as(text).containsExactly(ids);
            assertThat(MINI.decode(ids)).isEqualTo(one.get("decoded").asText());
            texts.add(text);
            expected.add(ids);
        }
        assertThat(texts).hasSizeGreaterThan(40);
        assertThat(MINI.encodeAll(texts)).containsExactlyElementsOf(expected);
    }

    @Test
    void aPlainCutIsThatOfTransformers() throws IOException {
        TextFitter fitter = new TextFitter(MINI, 6, Truncation.REFERENCE);
        for (JsonNode one : Fixtures.json("tokens.json")) {
            String text = one.get("text").asText();
            Fitted fitted = fitter.fit(text, "", "");
            assertThat(fitted.ids()).as(text).containsExactly(ints(one.get("cutAt6")));
            assertThat(fitted.truncated()).isEqualTo(one.get("ids").size() > 6);
        }
    }

    @Test
    void manyTextsComeBackInTheirOrder() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            texts.add("記事" + i + "\n" + "本文。".repeat(i % 7));
        }
        List<int[]> all = MINI.encodeAll(texts);
        assertThat(all).hasSize(1000);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).containsExactly(MINI.encode(texts.get(i)));
        }
        assertThat(MINI.encodeAll(List.of())).isEmpty();
    }

    @Test
    void placesCountUtf16CodeUnitsAndBytesSpanTheirCharacter() {
        String text = "𠮷野家で😀食べた";
        Encoded encoded = MINI.encodeWithOffsets(text);
        assertThat(encoded.tokens())
                .containsExactly(
                        "<0xF0>", "<0xA0>", "<0xAE>", "<0xB7>", "野", "家", "で", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>",
                        "食べ", "た", "</s>");
        assertThat(encoded.starts()).containsExactly(0, 0, 0, 0, 2, 3, 4, 5, 5, 5, 5, 7, 9, 10);
        assertThat(encoded.ends()).containsExactly(2, 2, 2, 2, 3, 4, 5, 7, 7, 7, 7, 9, 10, 10);
        Encoded run = MINI.encodeWithOffsets("あ\u3099𠮷é");
        assertThat(run.starts()).containsExactly(0, 1, 1, 1, 2, 2, 2, 2, 4, 4, 5);
        assertThat(run.ends()).containsExactly(1, 2, 2, 2, 4, 4, 4, 4, 5, 5, 5);
    }

    @Test
    void halfASurrogatePairIsOneReplacementCharacter() {
        Encoded encoded = MINI.encodeWithOffsets("\ud842 あ\udfb7");
        assertThat(encoded.ids()).containsExactly(MINI.encode("\ufffd あ\ufffd"));
        assertThat(encoded.starts()[encoded.tokens().indexOf("あ")]).isEqualTo(2);
        assertThat(MINI.encodeAll(List.of("\ud842")).get(0)).containsExactly(MINI.encode("\ufffd"));
    }

    @Test
    void byteLevelTokensHavePlacesTooAndNothingIsAddedWhereTheFileAddsNothing() {
        Path neox = Path.of("../shared/data/tokenizers/gpt-neox-20b.tokenizer.json");
        assumeTrue(Files.exists(neox));
        try (TextTokenizer tokenizer = TextTokenizer.open(neox)) {
            String text = "𠮷 cats";
            Encoded encoded = tokenizer.encodeWithOffsets(text);
            assertThat(encoded.ends()[encoded.ends().length - 1]).isEqualTo(text.length());
            assertThat(encoded.ends()[0]).isEqualTo(2);
            assertThat(tokenizer.encode("")).isEmpty();
            assertThat(tokenizer.addedBefore() + tokenizer.addedAfter()).isZero();
        }
        assertThat(MINI.addedBefore()).isZero();
        assertThat(MINI.addedAfter()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoTokenizerIsRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> TextTokenizer.open(file))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("tokenizer.json");
        assertThatThrownBy(() -> TextTokenizer.open(folder.resolve("none.json")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("none.json");
    }
}
