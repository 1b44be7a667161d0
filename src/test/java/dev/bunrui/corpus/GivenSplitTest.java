package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.articles;
import static dev.bunrui.corpus.TestData.assertRefused;
import static dev.bunrui.corpus.TestData.read;
import static dev.bunrui.corpus.TestData.tarGz;
import static dev.bunrui.corpus.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenSplitTest {
    private static final String ROWS = "text,label\na,x\nb,y\nc,x\nd,y\n";

    @TempDir
    Path folder;

    @Test
    void filesNamedLikePartsAreTheSplit() throws IOException {
        write(folder, "Train.csv", ROWS);
        write(folder, "valid.jsonl", "{\"text\": \"v\", \"label\": \"x\"}");
        write(folder, "test.tsv", "text\tlabel\nt\ty\n");
        DataSet data = read(folder);
        Given given = (Given) data.parts();
        assertThat(given.train()).hasSize(4);
        assertThat(given.validation()).extracting(Article::id).containsExactly("valid.jsonl:1");
        assertThat(given.test()).extracting(Article::label).containsExactly("y");
        assertThat(data.sources()).extracting(SourceFile::name).containsExactly("Train.csv", "valid.jsonl", "test.tsv");
        assertThat(Splitter.split(given, new SplitPlan(1, true, Optional.empty(), 1))
                        .validation())
                .isEqualTo(given.validation());
    }

    @Test
    void foldersAndArchivesMayBePartsToo() throws IOException {
        articles(articles(folder.resolve("train"), "p", 2), "q", 1);
        write(folder, "dev/data.csv", "title,body,label\nt,b,q\n");
        tarGz(folder.resolve("test.tgz"), Map.of("q/q-9.txt", TestData.article("t", "b")));
        Given given = (Given) read(folder).parts();
        assertThat(given.train()).extracting(Article::id).containsExactly("train/p/p-1", "train/p/p-2", "train/q/q-1");
        assertThat(given.validation()).extracting(Article::id).containsExactly("dev/data.csv:2");
        assertThat(given.test()).extracting(Article::id).containsExactly("test/q/q-9");
    }

    @Test
    void theOtherPartsHaveTheColumnsOfTraining() throws IOException {
        write(folder, "train.csv", "感情,発言\n正,a\n負,b\n正,c\n負,d\n");
        write(folder, "val.csv", "感情,発言\n正,a\n負,b\n");
        write(folder, "test.csv", "感情,発言\n正,a\n");
        assertThat(((Given) read(folder).parts()).test())
                .extracting(Article::label)
                .containsExactly("正");
    }

    @Test
    void aCategoryCalledTrainIsNoPart() throws IOException {
        articles(articles(folder, "train", 2), "plane", 2);
        assertThat(read(folder).parts()).isInstanceOf(Whole.class);
    }

    @Test
    void aMissingOrDoublePartIsRefused() throws IOException {
        write(folder, "train.csv", ROWS);
        assertRefused(folder, "split.part-missing", "train.csv", "val, test");
        write(folder, "test.csv", ROWS);
        assertRefused(folder, "split.part-missing", "train.csv, test.csv", "val");
        write(folder, "val.csv", ROWS);
        write(folder, "dev.csv", ROWS);
        assertRefused(folder, "split.part-twice", "dev.csv", "val.csv");
    }

    @Test
    void aLabelThatTrainingLacksIsRefusedByItsLine() throws IOException {
        write(folder, "train.csv", ROWS);
        write(folder, "val.csv", ROWS);
        write(folder, "test.csv", "text,label\na,x\nb,z\n");
        assertRefused(folder, "split.unknown-label", "test.csv", "test.csv:3", "z", "train.csv");
    }

    @Test
    void partsThatDoNotMatchAreRefused() throws IOException {
        write(folder, "train.csv", ROWS);
        write(folder, "val.csv", "title,text,label\nt,a,x\n");
        write(folder, "test.csv", ROWS);
        assertRefused(folder, "split.titles", "val.csv", "train.csv");
        write(folder, "val.csv", "text,label\n　,x\n");
        assertRefused(folder, "articles.none", "val.csv");
        write(folder, "train.csv", "text,label\na,x\n");
        assertRefused(folder, "classes.one", "train.csv");
        Files.delete(folder.resolve("train.csv"));
        write(folder, "train/a.csv", "text\n");
        assertRefused(folder, "file.empty", "train/a.csv");
    }
}
