package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.assertRefused;
import static dev.bunrui.corpus.TestData.toClassify;
import static dev.bunrui.corpus.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleSourceTest {
    @TempDir
    Path folder;

    private ArticleSource source(String name, String text) throws IOException {
        return ArticleSource.of(write(folder, name, text), Columns.GUESSED);
    }

    @Test
    void noLabelsAreNeededAndEveryRowIsKept() throws IOException {
        assertThat(toClassify(write(folder, "in.csv", "id,text,label\n1,あ,良\n2,,　\n")))
                .extracting(Article::body, Article::label)
                .containsExactly(tuple("あ", "良"), tuple("", null));
        assertThat(toClassify(write(folder, "one.csv", "発言\nあ\n")))
                .extracting(Article::body)
                .containsExactly("あ");
    }

    @Test
    void fieldsOfTheLastRowAreKnownBeforeTheFirstIsRead() throws IOException {
        ArticleSource source = source("a.jsonl", "{\"text\": \"a\", \"x\": 1}\n{\"text\": \"b\", \"y\": 2}\n");
        assertThat(source.fields()).containsExactly("x", "y");
        assertThat(source.size()).isEqualTo(2);
        assertThat(source.titled()).isFalse();
    }

    @Test
    void aFaultInTheLastRowIsToldBeforeAnyIsRead() throws IOException {
        String rows = "{\"text\": \"a\"}\n".repeat(1000);
        assertRefused(() -> sourceOf("a.jsonl", rows + "{\"text\": [1]}\n"), "field.not-text", "a.jsonl", "1001");
        assertRefused(() -> sourceOf("a.jsonl", rows + "{\"test\": 1}\n"), "field.missing", "a.jsonl", "1001");
        assertRefused(() -> sourceOf("a.jsonl", rows + "{"), "json.broken", "a.jsonl", "1001");
        assertRefused(() -> sourceOf("a.csv", "text,x\n" + "a,b\n".repeat(1000) + "a\n"), "row.ragged", "1002");
        assertRefused(() -> sourceOf("b.csv", "text\n"), "file.empty", "b.csv");
    }

    private void sourceOf(String name, String text) {
        try {
            source(name, text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void theEncodingIsFoundInALongFileToo() throws IOException {
        for (String charset : new String[] {"windows-31j", "EUC-JP", "UTF-16", "UTF-8"}) {
            Path file = folder.resolve("a.csv");
            try (Writer out = Files.newBufferedWriter(file, Charset.forName(charset))) {
                out.write("text\n");
                for (int row = 0; row < 20_000; row++) {
                    // Rows of odd lengths, so that characters lie across the borders of whatever is read at once.
                    out.write("これは" + "長".repeat(row % 7) + row % 3 + "行です。\n");
                }
            }
            assertThat(toClassify(file))
                    .hasSize(20_000)
                    .element(19_999)
                    .extracting(Article::body)
                    .isEqualTo("これは1行です。");
        }
    }

    @Test
    void aFileThatIsTakenAwayOrChangedAfterItWasLookedThroughIsRefused() throws IOException {
        Path file = write(folder, "a.csv", "text\nあ\n");
        ArticleSource source = ArticleSource.of(file, Columns.GUESSED);
        Files.delete(file);
        assertRefused(source::open, "file.unreadable", "a.csv");
        Files.write(file, "text\nあ\n".getBytes(Charset.forName("windows-31j")));
        assertRefused(source::open, "file.changed", "a.csv");
    }
}
