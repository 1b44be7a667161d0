package dev.bunrui.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Whole;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectedLabelsTest {
    private static final String ROWS =
            "title,text,label\n\"題, 1\",本文 一,甲\n題 2,\"二\n行\",甲\n題 5,本文 五,甲\n題 3,本文 三,乙\n題 4,本文 四,乙\n";

    @TempDir
    Path home;

    private Path data;
    private Path target;

    @BeforeEach
    void write() throws Exception {
        data = Files.writeString(home.resolve("data.csv"), ROWS);
        target = home.resolve("new").resolve("corrected.jsonl");
    }

    private static List<Article> articles(Path path) {
        DataSet read = DataReader.read(path, Columns.GUESSED);
        return ((Whole) read.parts()).articles();
    }

    @Test
    void theNewVersionDiffersInTheCorrectedLabelsAlone() throws Exception {
        CorrectedLabels written =
                CorrectedLabels.write(data, Columns.GUESSED, target, Map.of("data.csv:3", "乙", "data.csv:6", "乙"));
        assertThat(written).isEqualTo(new CorrectedLabels(target, 5, 1, false));
        assertThat(data).hasContent(ROWS);
        List<Article> before = articles(data);
        List<Article> after = articles(target);
        assertThat(after)
                .extracting(Article::title)
                .isEqualTo(before.stream().map(Article::title).toList());
        assertThat(after)
                .extracting(Article::body)
                .isEqualTo(before.stream().map(Article::body).toList());
        assertThat(after).extracting(Article::label).containsExactly("甲", "乙", "甲", "乙", "乙");
        assertThat(after)
                .extracting(each -> each.fields().get("id"))
                .isEqualTo(before.stream().map(Article::id).toList());
    }

    @Test
    void nothingIsWrittenWhereTheRequestIsWrong() throws Exception {
        assertRefused(target, Map.of("data.csv:9", "甲"), "has no article \"data.csv:9\"");
        assertRefused(target, Map.of("data.csv:2", "丙"), "no class \"丙\"; the classes are 乙, 甲");
        assertRefused(target, Map.of("data.csv:6", "甲"), "one with a single article");
        assertRefused(home.resolve("new.csv"), Map.of(), "does not end in .jsonl");
        Path there = Files.writeString(home.resolve("there.jsonl"), "mine");
        assertRefused(there, Map.of("data.csv:2", "乙"), "is there already");
        assertThat(there).hasContent("mine");
        assertThat(target).doesNotExist();
    }

    @Test
    void aLabelIsCorrectedOnlyOfTheArticleThatItWasChosenFor() throws Exception {
        List<Correction> corrections = List.of(
                new Correction(articles(data).get(1), "乙"),
                new Correction(articles(data).get(4), "乙"));
        Files.writeString(data, ROWS.replace("本文 四", "別の本文"));
        assertThatThrownBy(() -> CorrectedLabels.write(data, Columns.GUESSED, target, corrections))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("\"data.csv:7\"")
                .hasMessageContaining("no longer the one whose label was corrected");
        Files.writeString(data, ROWS.replace("題 5,本文 五,甲\n", ""));
        assertThatThrownBy(() -> CorrectedLabels.write(data, Columns.GUESSED, target, corrections))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("\"data.csv:7\"");
        assertThat(target).doesNotExist();
        Files.writeString(data, ROWS.replace("本文 三", "別の本文"));
        assertThat(CorrectedLabels.write(data, Columns.GUESSED, target, corrections))
                .isEqualTo(new CorrectedLabels(target, 5, 1, false));
        assertThat(articles(target)).extracting(Article::label).containsExactly("甲", "乙", "甲", "乙", "乙");
    }

    @Test
    void aDataSetThatComesDividedIsRefusedBeforeItIsRead() throws Exception {
        Path divided = home.resolve("divided");
        for (String part : List.of("train", "val", "test")) {
            Files.createDirectories(divided);
            Files.writeString(divided.resolve(part + ".csv"), "");
        }
        assertThatThrownBy(() -> CorrectedLabels.requireWhole(divided))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("comes divided into train, val and test");
        CorrectedLabels.requireWhole(data);
        CorrectedLabels.requireWhole(home.resolve("gone"));
    }

    private void assertRefused(Path file, Map<String, String> labels, String sentence) {
        assertThatThrownBy(() -> CorrectedLabels.write(data, Columns.GUESSED, file, labels))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void theFolderOfACorpusIsLeftAsItIsAndLivedoorsLicenceIsKnown() throws Exception {
        Path corpus = home.resolve("text");
        for (String id : List.of("smax/smax-1", "smax/smax-2", "smax/smax-3", "peachy/peachy-1", "peachy/peachy-2")) {
            Path file = corpus.resolve(id + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "http://example.org/\n2012-01-01T00:00:00+0900\n題\n" + id + " の本文です\n");
        }
        assertThatThrownBy(() -> CorrectedLabels.write(
                        corpus, Columns.GUESSED, corpus.resolve("smax/new.jsonl"), Map.of("smax/smax-1", "peachy")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("lies within");
        CorrectedLabels written =
                CorrectedLabels.write(corpus, Columns.GUESSED, target, Map.of("smax/smax-1", "peachy"));
        assertThat(written.livedoor()).isTrue();
        assertThat(written.changed()).isEqualTo(1);
        assertThat(articles(target)).hasSize(5);
    }
}
