package dev.bunrui.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableColumnsTest {
    @TempDir
    Path folder;

    @Test
    void columnsThatAreNamedAsUsualAreFound() throws Exception {
        Path file = Files.writeString(folder.resolve("a.tsv"), "id\t見出し\t本文\n1\ta\tb\n");
        TableColumns columns = TableColumns.of(file);
        assertThat(columns.names()).containsExactly("id", "見出し", "本文");
        assertThat(columns.found()).contains(new Columns("見出し", "本文", null));
    }

    @Test
    void columnsOfOtherNamesAreLeftToThePerson() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"x\":1,\"y\":\"文\"}\n{\"z\":\"文\"}\n");
        assertThat(TableColumns.of(file).names()).containsExactly("x", "y", "z");
        assertThat(TableColumns.of(file).found()).isEqualTo(Optional.empty());
    }

    @Test
    void aTitleCanBeRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "title,body\nt,b\n");
        ArticleSource articles = ArticleSource.of(file, new Columns("", "body", null));
        assertThat(articles.titled()).isFalse();
        assertThat(articles.fields()).containsExactly("title");
        assertThat(ArticleSource.of(file, Columns.GUESSED).titled()).isTrue();
    }
}
