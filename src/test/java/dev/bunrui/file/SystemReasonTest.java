package dev.bunrui.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bunrui.message.RequestException;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
