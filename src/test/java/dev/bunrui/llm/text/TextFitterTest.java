package dev.bunrui.llm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bunrui.llm.Fixtures;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFitterTest {
    private static final Path MINI_FILE = Path.of("assets/models/bunrui-mini/tokenizer.json");
    private static final TextTokenizer MINI = TextTokenizer.open(MINI_FILE);
    private static final String[] PIECES = {
        "吾輩は", "猫である。", "\n", " ", "スマートフォン", "𠮷", "😀", "発売", "2014年", "abc ", "ー", "が", "か\u3099", "</s>", "🇯🇵",
        "the "
    };

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        MINI.close();
    }

    private static String random(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Fits, keeps the template, and no body that is longer by more than one token would have fitted. */
    private static void check(TextTokenizer tokenizer, int maxLength, TextFitter.Parts text, Fitted fitted) {
        String kept = text.body().substring(0, fitted.bodyCharsKept());
        String shortened = text.before() + kept + text.after();
        assertThat(fitted.ids()).hasSizeLessThanOrEqualTo(maxLength).containsExactly(tokenizer.encode(shortened));
        assertThat(fitted.truncated()).isEqualTo(tokenizer.encode(text.whole()).length > maxLength);
        if (!fitted.truncated()) {
            assertThat(kept).isEqualTo(text.body());
            return;
        }
        assertThat(kept.isEmpty() || !Character.isHighSurrogate(kept.charAt(kept.length() - 1)))
                .isTrue();
        int oneToken = kept.length();
        for (int end = kept.length() + 1; end <= text.body().length(); end++) {
            boolean splits = Character.isLowSurrogate(
                            text.body().charAt(Math.min(end, text.body().length() - 1)))
                    && Character.isHighSurrogate(text.body().charAt(end - 1));
            if (!splits) {
                String longer = text.before() + text.body().substring(0, end) + text.after();
                if (tokenizer.encode(longer).length > maxLength) {
                    break;
                }
                oneToken = end;
            }
        }
        String missed = text.body().substring(kept.length(), oneToken);
        Encoded alone = tokenizer.encodeWithOffsets(missed);
        long own = IntStream.range(0, alone.ids().length)
                .filter(i -> alone.starts()[i] < alone.ends()[i])
                .count();
        assertThat(own).as("«%s»", missed).isLessThanOrEqualTo(1);
    }

    private static void checkRandomTexts(TextTokenizer tokenizer, int maxLength) {
        Random random = new Random(5);
        List<TextFitter.Parts> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add(new TextFitter.Parts(
                    "タイトル: " + PIECES[random.nextInt(PIECES.length)] + "\n本文: ",
                    random(random, random.nextInt(60)),
                    i % 2 == 0 ? "\nラベル: " : ""));
        }
        TextFitter fitter = new TextFitter(tokenizer, maxLength);
        List<Fitted> fitted = fitter.fitAll(texts);
        assertThat(fitted.stream().filter(Fitted::truncated).count()).isBetween(50L, 280L);
        for (int i = 0; i < texts.size(); i++) {
            TextFitter.Parts text = texts.get(i);
            check(tokenizer, maxLength, text, fitted.get(i));
            Fitted alone = fitter.fit(text.before(), text.body(), text.after());
            assertThat(alone.ids()).containsExactly(fitted.get(i).ids());
            assertThat(alone.bodyCharsKept()).isEqualTo(fitted.get(i).bodyCharsKept());
        }
    }

    @Test
    void randomTextsFitWithTheTemplateWholeAndAsMuchBodyAsThereIsRoomFor() {
        checkRandomTexts(MINI, 40);
    }

    @Test
    void soTheyDoWithASentencepieceModelOfRinnasKind() {
        try (TextTokenizer tokenizer = TextTokenizer.open(Fixtures.file("tokenizer/rinna/spiece.model"))) {
            checkRandomTexts(tokenizer, 160);
        }
    }

    @Test
    void soTheyDoWithOneThatRewritesTexts() throws IOException {
        Path rewriting = Path.of("../shared/data/tokenizers/rinna-japanese-gpt2.spm.model");
        assumeTrue(Files.exists(rewriting));
        Path model = Files.copy(rewriting, folder.resolve("spiece.model"));
        Files.copy(Fixtures.file("tokenizer/rinna/tokenizer_config.json"), folder.resolve("tokenizer_config.json"));
        try (TextTokenizer tokenizer = TextTokenizer.open(model)) {
            checkRandomTexts(tokenizer, 40);
        }
    }

    @Test
    void soTheyDoWithAByteLevelTokenizer() {
        Path neox = Path.of("../shared/data/tokenizers/gpt-neox-20b.tokenizer.json");
        assumeTrue(Files.exists(neox));
        try (TextTokenizer tokenizer = TextTokenizer.open(neox)) {
            checkRandomTexts(tokenizer, 40);
        }
    }

    @Test
    void theTemplatesTailStaysWhereThePlainCutLosesIt() {
        String body = "発売日は九月です。".repeat(100);
        String tail = "\nラベル: ";
        Fitted whole = new TextFitter(MINI, 64).fit("本文: ", body, tail);
        assertThat(MINI.decode(whole.ids())).endsWith(tail + "</s>");
        assertThat(whole.ids()).hasSize(64);
        Fitted cut = new TextFitter(MINI, 64, Truncation.REFERENCE).fit("本文: ", body, tail);
        assertThat(cut.ids()).hasSize(64).endsWith(2);
        assertThat(MINI.decode(cut.ids())).doesNotContain("ラベル");
        assertThat(MINI.decode(cut.ids())).isEqualTo("本文: " + body.substring(0, cut.bodyCharsKept()) + "</s>");
    }

    @Test
    void aBodyOfAnyLengthIsCutAsItsBeginningIs() {
        String start = random(new Random(3), 2_000);
        TextFitter fitter = new TextFitter(MINI, 128);
        Fitted some = fitter.fit("本文: ", start, "\n");
        Fitted more = fitter.fit("本文: ", start + "青空文庫。".repeat(100_000), "\n");
        assertThat(more.ids()).containsExactly(some.ids());
        check(MINI, 128, new TextFitter.Parts("本文: ", start, "\n"), some);
    }

    @Test
    void aLongBodyOfFewTokensIsNotCutForItsLength() {
        String body = "なければならない".repeat(500); // one token of eight characters
        int tokens = MINI.encode(body).length;
        assertThat(tokens).isEqualTo(501);
        Fitted fitted = new TextFitter(MINI, tokens).fit("", body, "");
        assertThat(fitted.truncated()).isFalse();
        assertThat(fitted.bodyCharsKept()).isEqualTo(body.length());
        assertThat(new TextFitter(MINI, tokens - 1).fit("", body, "").truncated())
                .isTrue();
    }

    @Test
    void aBodyOfCharactersThatTheVocabularyLacksIsCutBetweenThem() {
        Fitted fitted = new TextFitter(MINI, 30).fit("本文: ", "𠮷𩸽".repeat(50), "\nラベル: ");
        check(MINI, 30, new TextFitter.Parts("本文: ", "𠮷𩸽".repeat(50), "\nラベル: "), fitted);
        assertThat(fitted.bodyCharsKept()).isEqualTo(10);
    }

    @Test
    void aLetterKeepsItsMark() {
        String body = "か\u3099".repeat(20);
        for (int maxLength = 2; maxLength < 40; maxLength++) {
            assertThat(new TextFitter(MINI, maxLength).fit("", body, "").bodyCharsKept() % 2)
                    .isZero();
        }
    }

    @Test
    void aTemplateThatDoesNotFitIsRefusedWithBothNumbers() {
        String before = "タイトル: とても長い題名の記事がここにある\n本文: ";
        int least = MINI.encode(before + "\nラベル: ").length;
        for (String body : List.of("", "本文。", "本文。".repeat(1000))) {
            assertThatThrownBy(() -> new TextFitter(MINI, least - 1).fit(before, body, "\nラベル: "))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("max-length")
                    .hasMessageContaining(String.valueOf(least))
                    .hasMessageContaining(": " + (least - 1));
            assertThat(new TextFitter(MINI, least).fit(before, body, "\nラベル: ").bodyCharsKept())
                    .isZero();
        }
        assertThatThrownBy(() -> new TextFitter(MINI, 1))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("2");
    }
}
