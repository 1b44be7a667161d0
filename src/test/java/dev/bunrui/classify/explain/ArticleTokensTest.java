package dev.bunrui.classify.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.classify.ArticleEncoder;
import dev.bunrui.classify.Task;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleTokensTest {
    private static final Article ARTICLE =
            new Article("a", "夕食の一品😀", "鶏肉を炒めて、😀塩をふる。𠮷野家の味。\n" + "最後に盛る。".repeat(20), "料理", Map.of());

    private static TextTokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = TextTokenizer.open(Path.of("assets", "models", "bunrui-mini", "tokenizer.json"));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static Task task(String template, int maxLength, Truncation truncation) {
        return new Task(List.of("a", "b"), new Template(template), maxLength, truncation, "\n", WeightFormat.FULL);
    }

    private static BitSet covered(ArticleTokens tokens, Part part) {
        BitSet covered = new BitSet();
        for (int i : tokens.ofArticle()) {
            Span place = tokens.places().get(i);
            if (place.part() == part) {
                covered.set(place.start(), place.end());
            }
        }
        return covered;
    }

    @ParameterizedTest
    @CsvSource({"64,BODY", "64,REFERENCE", "512,BODY"})
    void theTokensAreThoseThatAreClassifiedAndCoverWhatIsReadOfTheArticle(int maxLength, Truncation truncation) {
        Task task = task("題: {title}\n本文: {body}\nラベル: ", maxLength, truncation);
        ArticleTokens tokens = ArticleTokens.of(tokenizer, task, ARTICLE);
        var fitted = new ArticleEncoder(tokenizer, task.template(), maxLength, truncation)
                .encode(List.of(ARTICLE))
                .get(0);
        assertThat(tokens.ids()).isEqualTo(fitted.ids());
        assertThat(tokens.places()).hasSize(tokens.ids().length);
        assertThat(covered(tokens, Part.TITLE).nextClearBit(0))
                .isEqualTo(ARTICLE.title().length());
        assertThat(covered(tokens, Part.BODY).nextClearBit(0)).isEqualTo(fitted.bodyCharsKept());
        assertThat(covered(tokens, Part.BODY).length()).isEqualTo(fitted.bodyCharsKept());
    }

    @Test
    void theTemplatesOwnWordsHaveNoPlace() {
        ArticleTokens tokens =
                ArticleTokens.of(tokenizer, task("題: {title}\n{body}\nラベル: ", 512, Truncation.BODY), ARTICLE);
        assertThat(tokens.places().get(0)).isNull();
        assertThat(tokens.places().get(tokens.ids().length - 1)).isNull();
        Article fromTokens = ARTICLE;
        for (int i : tokens.ofArticle()) {
            assertThat(tokens.places().get(i).of(fromTokens))
                    .doesNotContain("ラベル")
                    .isNotEmpty();
        }
    }

    @Test
    void aTitleThatTheTemplateHasTwiceIsOneTitle() {
        Task task = task("{title}\n{body}\n{title}", 512, Truncation.BODY);
        ArticleTokens tokens = ArticleTokens.of(tokenizer, task, ARTICLE);
        List<int[]> groups = tokens.of(Sentences.of(ARTICLE));
        int[] without = tokens.without(groups.get(0));
        String left = tokenizer.decode(without);
        assertThat(left).doesNotContain("夕食").contains("鶏肉");
        assertThat(tokens.ofArticle().length - groups.get(0).length).isLessThan(without.length);
    }

    @Test
    void aSentenceIsLeftOutWholeEvenWhereCharactersAreTakenApart() {
        ArticleTokens tokens = ArticleTokens.of(tokenizer, task("{title}\n{body}", 512, Truncation.BODY), ARTICLE);
        List<Span> sentences = Sentences.of(ARTICLE);
        List<int[]> groups = tokens.of(sentences);
        assertThat(groups).hasSameSizeAs(sentences);
        assertThat(tokenizer.decode(tokens.without(groups.get(1))))
                .doesNotContain("鶏肉")
                .contains("夕食の一品😀", "𠮷野家の味。");
        assertThat(tokenizer.decode(tokens.without(groups.get(2))))
                .doesNotContain("野家")
                .contains("😀塩をふる。", "最後に盛る。");
        int[] all = IntStream.range(0, tokens.ids().length).toArray();
        assertThat(tokens.without(all)).isEmpty();
    }
}
