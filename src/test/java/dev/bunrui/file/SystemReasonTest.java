package dev.bunrui.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bunrui.message.RequestException;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemReasonTest {
    @TempDir
    Path folder;

    private static void assertSays(IOException failure, String english, String japanese) {
        assertThat(new SystemReason(failure).message(Locale.ENGLISH)).isEqualTo(english);
        assertThat(new SystemReason(failure).message(Locale.JAPANESE)).isEqualTo(japanese);
    }

    @Test
    void whatHappensEveryDayIsSaidInEachLanguage() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertSays(new AccessDeniedException("a"), "access is denied", "アクセスが許可されていません");
        assertSays(new EOFException("Unexpected end of ZLIB input stream"), "it ends too early", "途中で切れています");
        assertSays(
                catchThrowableOfType(IOException.class, () -> Files.newInputStream(folder.resolve("gone"))),
                "it is not there",
                "見つかりません");
        assertSays(
                catchThrowableOfType(IOException.class, () -> new FileInputStream(folder.toFile()).close()),
                "it is a folder",
                "フォルダです");
        assertSays(
                catchThrowableOfType(IOException.class, () -> Files.createDirectory(file.resolve("below"))),
                "a part of its path is no folder",
                "パスの途中がフォルダではありません");
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeSo() {
        assertSays(asked("http://127.0.0.1:1/"), "nothing answers there", "応答するサーバーがありません");
        assertSays(asked("http://nobody.invalid/"), "there is no server of this name", "その名前のサーバーが見つかりません");
    }

    /** By the product's own client: Java's must not be in use before it. */
    private static IOException asked(String address) {
        Web web = new Web(ProxySelector.of(null), Duration.ofSeconds(20));
        return (IOException) catchThrowableOfType(
                        BrokenConnection.class, () -> web.get(URI.create(address), Map.of(), Optional.empty()))
                .getCause();
    }

    /** The system says it in its own language; what is said here does not depend on that. */
    @Test
    void aJapaneseSystemIsUnderstoodToo() {
        assertSays(new IOException("/tmp/x (許可がありません)"), "access is denied", "アクセスが許可されていません");
        for (String words : List.of(
                "No space left on device",
                "デバイスに空き領域がありません",
                "There is not enough space on the disk",
                "ディスクに十分な空き領域がありません。")) {
            assertThat(new SystemReason(new IOException(words)).full())
                    .as(words)
                    .isTrue();
            assertThat(new SystemReason(new FileSystemException("a", null, words)).full())
                    .as(words)
                    .isTrue();
        }
        assertThat(new SystemReason(new IOException("許可がありません")).full()).isFalse();
    }

    @Test
    void theRestIsSaidAsTheSystemSaysIt() {
        assertSays(new IOException("Input/output error"), "Input/output error", "Input/output error");
    }

    @Test
    void aSentencePutsItsReasonIntoTheLanguageThatIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        RequestException refusal =
                catchThrowableOfType(RequestException.class, () -> AtomicFile.write(file.resolve("below"), "x"));
        assertThat(refusal.message(Locale.ENGLISH))
                .contains("cannot be written (")
                .doesNotContain("Exception");
        assertThat(refusal.message(Locale.JAPANESE)).matches(".*に書き込めません（[ぁ-ん一-龠ァ-ヶー]+）。.*");
    }
}
