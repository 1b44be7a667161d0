package dev.bunrui.classify.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.corpus.Article;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static List<String> body(String body) {
        Article article = new Article("", "", body, null, Map.of());
        return Sentences.of(article).stream().map(span -> span.of(article)).toList();
    }

    @Test
    void aSentenceEndsAfterItsMarksAndWithItsLine() {
        assertThat(body("塩をふる。焼く！？まだ?\n 味見\n")).containsExactly("塩をふる。", "焼く!?", "まだ?", "味見");
        assertThat(body("終わり。。。次")).containsExactly("終わり。。。", "次");
        assertThat(body("")).isEmpty();
    }

    @Test
    void whatIsQuotedIsNotParted() {
        assertThat(body("彼は「行く。必ず行く！」と言った。そして（本当に。）行った。")).containsExactly("彼は「行く。必ず行く!」と言った。", "そして(本当に。)行った。");
        assertThat(body("（行った。）次。")).containsExactly("(行った。)次。");
        assertThat(body("行った。）次。")).containsExactly("行った。)", "次。");
    }

    @Test
    void aQuotationThatNeverClosesOrIsLongIsParted() {
        assertThat(body("「行く。必ず行く。\nと言った。」")).containsExactly("「行く。", "必ず行く。", "と言った。」");
        assertThat(body("「" + "行く。".repeat(60) + "」")).hasSize(60);
    }

    @Test
    void aFullStopEndsNeitherANumberNorAnAddress() {
        assertThat(body("See bunrui.dev now. Version 3.5 is out．次です．"))
                .containsExactly("See bunrui.dev now.", "Version 3.5 is out.", "次です.");
    }

    @Test
    void theTitleIsOneSentenceAndPlacesAreThoseOfTheArticle() {
        Article article = new Article("", "題。名😀", "😀塩。𠮷野家。", null, Map.of());
        assertThat(Sentences.of(article))
                .containsExactly(new Span(Part.TITLE, 0, 5), new Span(Part.BODY, 0, 4), new Span(Part.BODY, 4, 9));
        assertThat(new Span(Part.BODY, 4, 9).of(article)).isEqualTo("𠮷野家。");
    }
}
