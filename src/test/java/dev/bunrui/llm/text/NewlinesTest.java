package dev.bunrui.llm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.llm.Fixtures;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewlinesTest {
    @TempDir
    Path folder;

    private ModelFolder model;

    @BeforeEach
    void makeModel() throws IOException {
        for (String name : new String[] {"spiece.model", "tokenizer_config.json"}) {
            Files.copy(Fixtures.file("tokenizer/rinna").resolve(name), folder.resolve(name));
        }
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"gpt_neox\", \"vocab_size\": 1500}");
        Files.writeString(folder.resolve("model.safetensors"), "");
        model = ModelFolder.open(folder);
    }

    @Test
    void aLineBreakIsTheTokenThatTheModelWantsAndKeepsItsPlace() {
        String text = "題の\n\n本の\n";
        try (TextTokenizer plain = TextTokenizer.open(model, "\n");
                TextTokenizer marked = TextTokenizer.open(model, "<NL>")) {
            Encoded encoded = marked.encodeWithOffsets(text);
            assertThat(encoded.ids()).containsExactly(plain.encode("題の<NL><NL>本の<NL>"));
            assertThat(encoded.ids()).isNotEqualTo(plain.encode(text));
            int first = encoded.tokens().indexOf("<NL>");
            assertThat(encoded.starts()[first]).isEqualTo(2);
            assertThat(encoded.ends()[first]).isEqualTo(3);
            assertThat(encoded.starts()[first + 1]).isEqualTo(3);
            int end = encoded.ids().length - 1;
            assertThat(encoded.ends()[end - 1]).isEqualTo(text.length());
            assertThat(encoded.starts()[end]).isEqualTo(text.length());
            assertThat(encoded.ends()[end]).isEqualTo(text.length());
            assertThat(marked.encodeAll(List.of(text)).get(0)).containsExactly(encoded.ids());
        }
    }

    @Test
    void aTokenOfSeveralPiecesSpansTheLineBreak() {
        try (TextTokenizer marked = TextTokenizer.open(model, "##")) {
            Encoded encoded = marked.encodeWithOffsets("の\nの");
            for (int i = 0; i < encoded.ids().length; i++) {
                int start = encoded.starts()[i];
                assertThat(encoded.ends()[i]).isEqualTo(start < 3 ? start + 1 : 3);
            }
        }
    }

    @Test
    void aBodyIsShortenedAroundTheTokens() {
        String body = "の\n".repeat(100);
        try (TextTokenizer marked = TextTokenizer.open(model, "<NL>")) {
            Fitted fitted = new TextFitter(marked, 50).fit("の\n", body, "\nの");
            String shortened = "の\n" + body.substring(0, fitted.bodyCharsKept()) + "\nの";
            assertThat(fitted.ids()).hasSize(50).containsExactly(marked.encode(shortened));
            assertThat(fitted.bodyCharsKept()).isEqualTo(45);
        }
    }

    @Test
    void aTokenThatTheModelDoesNotKnowIsPlainText() {
        try (TextTokenizer free = TextTokenizer.open(model.tokenizerFile());
                TextTokenizer bound = TextTokenizer.open(model, "\n")) {
            assertThat(free.encode("[UNK]")).containsExactly(1500, 2);
            assertThat(bound.encode("[UNK]")).hasSizeGreaterThan(2).doesNotContain(1500);
        }
    }

    @Test
    void aSentencepieceModelOfAnotherModelIsRefused() throws IOException {
        TokenizerCheck.of(model);
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"gpt_neox\", \"vocab_size\": 300}");
        ModelFolder smaller = ModelFolder.open(folder);
        assertThatThrownBy(() -> TokenizerCheck.of(smaller))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("spiece.model")
                .hasMessageContaining("300");
        try (TextTokenizer tokenizer = TextTokenizer.open(smaller)) {
            assertThatThrownBy(() -> new TextFitter(tokenizer, 64).fit("", "日本語の文章を分類する。", ""))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("300");
        }
    }
}
