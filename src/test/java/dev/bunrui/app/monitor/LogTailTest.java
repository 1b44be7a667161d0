package dev.bunrui.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void aShortLogIsReadWhole() throws IOException {
        Path log = Files.writeString(folder.resolve("worker.log"), "一行目\n二行目");
        assertThat(new LogTail(log).call()).isEqualTo("一行目\n二行目");
    }

    @Test
    void ofALongLogTheLastWholeLinesAreRead() throws IOException {
        String line = "学習を行っています。".repeat(10) + "\n";
        Path log = Files.writeString(folder.resolve("worker.log"), "始まり\n" + line.repeat(2000) + "終わり");
        String tail = new LogTail(log).call();
        assertThat(tail).startsWith(line).endsWith(line + "終わり");
        assertThat(tail.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(LogTail.MOST)
                .isGreaterThan(LogTail.MOST - 2 * line.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void whereThereIsNoLogThereIsNothingToRead() throws IOException {
        assertThat(new LogTail(folder.resolve("worker.log")).call()).isEmpty();
    }
}
