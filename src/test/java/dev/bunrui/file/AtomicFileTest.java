package dev.bunrui.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aWriteThatFailsHalfwayLeavesTheOldContent() throws IOException {
        Path file = folder.resolve("deep/er/state.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOfSatisfying(RequestException.class, refusal -> {
                    assertThat(refusal.key()).isEqualTo("full");
                    assertThat(refusal.message(Locale.JAPANESE)).contains("ディスクの空き", "state.txt");
                });
        assertThat(file).hasContent("old");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aPlaceThatIsNoFolderIsRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> AtomicFile.write(file.resolve("inside"), "y"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("file");
    }

    @Test
    void whateverEndsTheWritingTheOldContentStaysAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("results.csv"), "before");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write('x');
                    throw new IllegalStateException("no more");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("before");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
