package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.article;
import static dev.bunrui.corpus.TestData.articles;
import static dev.bunrui.corpus.TestData.assertRefused;
import static dev.bunrui.corpus.TestData.read;
import static dev.bunrui.corpus.TestData.tarGz;
import static dev.bunrui.corpus.TestData.toClassify;
import static dev.bunrui.corpus.TestData.whole;
import static dev.bunrui.corpus.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivedoorTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreCategoriesAndTheThirdLineIsTheTitle() throws IOException {
        articles(articles(folder, "smax", 2), "peachy", 1);
        write(folder, "peachy/peachy-0.txt", article("　題　", "　一\n\n二　"));
        write(folder, "peachy/LICENSE.txt", "x");
        write(folder, "peachy/.hidden.txt", "x");
        write(folder, "README.txt", "x");
        write(folder, "CHANGES.txt", "x");
        DataSet data = read(folder);
        assertThat(whole(data))
                .extracting(Article::id)
                .containsExactly("peachy/peachy-0", "peachy/peachy-1", "smax/smax-1", "smax/smax-2");
        assertThat(whole(data).get(0)).isEqualTo(new Article("peachy/peachy-0", "題", "一\n二", "peachy", Map.of()));
        assertThat(data.titled()).isTrue();
    }

    @Test
    void everythingMayLieInOneFolderAsInTheOriginal() throws IOException {
        articles(articles(folder.resolve("text"), "smax", 2), "peachy", 2);
        write(folder, "text/README.txt", "x");
        assertThat(whole(read(folder))).hasSize(4).extracting(Article::id).contains("smax/smax-1");
    }

    @Test
    void encodingsAreFoundFileByFileAndShown() throws IOException {
        articles(articles(folder, "smax", 2), "peachy", 2);
        String text = article("題名", "この本文は日本語で書かれています。");
        Files.write(folder.resolve("smax/smax-3.txt"), text.getBytes(Charset.forName("EUC-JP")));
        Files.write(folder.resolve("smax/smax-4.txt"), text.getBytes(Charset.forName("windows-31j")));
        DataSet data = read(folder);
        assertThat(data.sources().get(0).encoding()).isEqualTo("CP932, EUC-JP, UTF-8");
        assertThat(whole(data)).extracting(Article::title).endsWith("題名", "題名");
        Files.write(folder.resolve("smax/smax-5.txt"), new byte[] {'\n', (byte) 0xFF, ' '});
        assertRefused(folder, "encoding.unknown", "smax/smax-5.txt", "2");
    }

    @Test
    void aFileThatDoesNotBeginWithAUrlIsPointedOut() throws IOException {
        articles(articles(folder, "smax", 2), "peachy", 2);
        write(folder, "smax/memo.txt", "一行目\n二行目\n三行目\n四行目");
        write(folder, "smax/void.txt", "");
        assertThat(read(folder).findings())
                .extracting(Finding::kind)
                .containsExactly(
                        Finding.Kind.NO_URL,
                        Finding.Kind.SHORT_BODY,
                        Finding.Kind.EMPTY_TITLE,
                        Finding.Kind.EMPTY_BODY);
    }

    @Test
    void oneCategorysFolderCanBeClassified() throws IOException {
        articles(folder, "smax", 2);
        List<Article> articles = toClassify(folder.resolve("smax"));
        assertThat(articles).extracting(Article::id).containsExactly("smax/smax-1", "smax/smax-2");
        assertThat(articles).extracting(Article::label).containsOnlyNulls();
    }

    @Test
    void namesThatAFileSystemTookApartArePutTogether() throws IOException {
        articles(articles(folder, "\u304B\u3099", 2), "い", 2); // か with a combining ゛
        assertThat(whole(read(folder))).extracting(Article::label).contains("が");
    }

    private Path archive(String... names) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String name : names) {
            entries.put(name, article("題", name + "の本文は二十文字より長いので十分です。"));
        }
        return tarGz(folder.resolve("a.tar.gz"), entries);
    }

    @Test
    void anArchiveGivesTheSameAsItsFolder() throws IOException {
        Path archive = archive(
                "text/README.txt",
                "text/b/LICENSE.txt",
                "text/b/b-2.txt",
                "text/b/b-1.txt",
                "text/b/._b-1.txt",
                "./text/a/a-1.txt",
                "text/a/a-2.txt");
        DataSet data = read(archive);
        assertThat(data.name()).isEqualTo("a.tar.gz");
        assertThat(whole(data)).extracting(Article::id).containsExactly("a/a-1", "a/a-2", "b/b-1", "b/b-2");
        assertThat(whole(data).get(0).body()).startsWith("./text/a/a-1.txtの本文");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(archive);
        }
    }

    @Test
    void anArchiveCutAnywhereIsRefused() throws IOException {
        Path archive = archive("a/a-1.txt", "a/a-2.txt", "b/b-1.txt", "b/b-2.txt");
        byte[] whole = Files.readAllBytes(archive);
        for (int kept : List.of(0, 5, whole.length / 3, whole.length / 2, whole.length - 20, whole.length - 1)) {
            Files.write(archive, Arrays.copyOf(whole, kept));
            assertRefused(archive, "archive.damaged", "a.tar.gz");
        }
        Files.write(archive, "not an archive".getBytes(StandardCharsets.UTF_8));
        assertRefused(archive, "archive.damaged", "a.tar.gz");
    }

    @Test
    void anArchiveThatLeadsOutOfItselfIsRefused() throws IOException {
        for (String entry : List.of("../x", "text/../../x/x-1.txt", "/etc/x-1.txt", "C:\\x\\x-1.txt", "a\\..\\x.txt")) {
            assertRefused(archive("a/a-1.txt", entry), "archive.escapes", "a.tar.gz", entry);
        }
    }

    @Test
    void archivesInAnotherLayoutAreRefused() throws IOException {
        assertRefused(archive("README.txt", "a.csv"), "archive.no-articles", "a.tar.gz");
        assertRefused(archive("train/a/a-1.txt", "test/a/a-1.txt"), "archive.mixed", "train", "test");
    }

    @Test
    void anArchiveAndItsFolderGiveTheSameToClassify() throws IOException {
        Path archive = archive("text/a/a-1.txt", "text/a/a-2.txt", "text/b/b-1.txt", "text/README.txt");
        for (String entry : List.of("a/a-1", "a/a-2", "b/b-1")) {
            String name = "text/" + entry + ".txt";
            write(folder.resolve("unpacked"), name, article("題", name + "の本文は二十文字より長いので十分です。"));
        }
        assertThat(toClassify(archive)).isEqualTo(toClassify(folder.resolve("unpacked")));
        assertThat(toClassify(archive)).extracting(Article::label).containsExactly("a", "a", "b");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(() -> ArticleSource.of(archive, Columns.GUESSED), "archive.damaged", "a.tar.gz");
    }

    @Test
    void anArchiveWhoseFilesUnpackToMoreThanAnArticleIsRefused() throws IOException {
        Path archive = tarGz(
                folder.resolve("bomb.tar.gz"), Map.of("a/a-1.txt", article("題", "0".repeat(LivedoorArchive.LARGEST))));
        assertThat(Files.size(archive)).isLessThan(100_000);
        assertRefused(archive, "archive.large", "bomb.tar.gz", "a/a-1.txt", "16 MB");
    }

    @Test
    void theRealCorpusIsReadWhole() {
        Path corpus = Path.of("../shared/data/ldcc-20140209.tar.gz");
        assumeTrue(Files.exists(corpus), "the livedoor corpus is not on this machine");
        DataSet data = read(corpus);
        Inspection inspection = Inspection.of(data);
        assertThat(whole(data)).hasSize(7367);
        assertThat(inspection.classes()).hasSize(9).containsEntry("sports-watch", 900);
        assertThat(inspection.duplicates()).hasSize(7);
        assertThat(data.sources().get(0).encoding()).isEqualTo("UTF-8");
        Split split = Splitter.split(data.parts(), new SplitPlan(42, false, Optional.empty(), 1));
        assertThat(split.train().size()).isEqualTo(5893);
        assertThat(split.validation().size()).isEqualTo(737);
        assertThat(split.test().size()).isEqualTo(737);
        // Also computed by a separate program in Python: cleaning, grouping, shuffling and hashing agree.
        assertThat(split.hash()).isEqualTo("06e4858eb22c0b2c5c33f0786acaf2e7659a2ba9a0be2c7571398cca97e7b883");
    }
}
