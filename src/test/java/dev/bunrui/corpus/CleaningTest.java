package dev.bunrui.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CleaningTest {
    @Test
    void titlesAreNormalisedAndStripped() {
        assertThat(Cleaning.title("　ＡＢＣ　ﾃﾞｰﾀ①\t")).isEqualTo("ABC データ1");
    }

    @Test
    void bodiesLoseEmptyLinesAndSpacesAtTheEndsOfLines() {
        assertThat(Cleaning.body("　一行目 \r\n\r\n　\t\n二　行目\r三\u00a0\n")).isEqualTo("一行目\n二 行目\n三");
    }

    @Test
    void cleaningTwiceChangesNothing() {
        String once = Cleaning.body("゛ a\n ﾞb\n①㌔ｶﾞ");
        assertThat(Cleaning.body(once)).isEqualTo(once);
    }

    @Test
    void anArticleIsCleanHoweverItIsMade() {
        Article article = new Article("x", " Ａ ", "　ｶﾞ　\n\n", " l ", Map.of());
        assertThat(article.title()).isEqualTo("A");
        assertThat(article.body()).isEqualTo("ガ");
        assertThat(article.label()).isEqualTo(" l ");
    }
}
