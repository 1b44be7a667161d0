package dev.bunrui.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainArticleTest {
    @TempDir
    Path folder;

    @Test
    void theLivedoorLayoutIsTakenApart() {
        PlainArticle article = PlainArticle.of(
                "http://news.livedoor.com/article/detail/1/\r\n2010-05-30T10:30:00+0900\r\n題名\r\n一行目\r\n\r\n二行目\r\n");
        assertThat(article).isEqualTo(new PlainArticle("題名", "一行目\n\n二行目"));
    }

    @Test
    void otherTextsOfferTheirFirstLine() {
        PlainArticle article = PlainArticle.of("\n題名\n\n本文の一行目\n二行目\n");
        assertThat(article.title()).isNull();
        assertThat(article.firstLineAsTitle()).contains(new PlainArticle("題名", "本文の一行目\n二行目"));
        assertThat(PlainArticle.of("一行だけ\n\n").firstLineAsTitle()).isEmpty();
        assertThat(PlainArticle.of("http://example.com/\nは日付ではない\n本文").title()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP"})
    void filesOfEveryJapaneseEncodingAreRead(String encoding) throws Exception {
        String text = "玉ねぎを炒める。\n塩とこしょうで味を調える。";
        Path file = Files.write(folder.resolve("article.txt"), text.getBytes(Charset.forName(encoding)));
        assertThat(PlainArticle.read(file).body()).isEqualTo(text);
    }

    @Test
    void whatIsNoArticleIsRefusedInOneSentence() throws Exception {
        Path file = folder.resolve("article.txt");
        assertRefused(file, "not there any more");
        assertRefused(folder, "is a folder");
        assertRefused(Files.writeString(file, " \n　\n"), "is empty");
        assertRefused(Files.write(file, new byte[] {'a', 0, 1}), "zero byte");
        assertRefused(Files.write(file, new byte[(1 << 20) + 1]), "larger than 1 MB");
    }

    private static void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> PlainArticle.read(file))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(sentence);
    }
}
