package dev.bunrui.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Data that several tests of this room read. */
final class TestData {
    private TestData() {}

    static Path write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    static Path articles(Path folder, String category, int count) throws IOException {
        for (int number = 1; number <= count; number++) {
            String name = category + "/" + category + "-" + number + ".txt";
            write(folder, name, article(category + "の題" + number, category + "の本文は二十文字より長い文章です。その" + number));
        }
        return folder;
    }

    static String article(String title, String body) {
        return "http://news.livedoor.com/article/detail/1/\n2012-01-01T00:00:00+0900\n" + title + "\n" + body + "\n";
    }

    static Path tarGz(Path file, Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey(), true);
                header.setSize(content.length);
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    static DataSet read(Path path) {
        return DataReader.read(path, Columns.GUESSED);
    }

    /** All that there is to classify. */
    static List<Article> toClassify(Path path) {
        List<Article> articles = new ArrayList<>();
        try (ArticleReading reading = ArticleSource.of(path, Columns.GUESSED).open()) {
            for (Article article = reading.next(); article != null; article = reading.next()) {
                articles.add(article);
            }
        }
        return articles;
    }

    static List<Article> whole(DataSet data) {
        return ((Whole) data.parts()).articles();
    }

    /** Checks that reading is refused with a sentence, in both languages, that has all the details. */
    static void assertRefused(Path path, String key, String... details) {
        assertRefused(() -> read(path), key, details);
    }

    static void assertRefused(Runnable request, String key, String... details) {
        RequestException refusal = catchThrowableOfType(RequestException.class, request::run);
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.key()).isEqualTo(key);
        assertThat(refusal.message(Locale.ENGLISH)).contains(details).endsWith(".");
        assertThat(refusal.message(Locale.JAPANESE)).contains(details).endsWith("。");
    }
}
