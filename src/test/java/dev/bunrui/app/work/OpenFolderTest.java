package dev.bunrui.app.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs that stand for a file manager are Unix ones")
class OpenFolderTest {
    @TempDir
    Path folder;

    @Test
    void fileManagerGetsTheFolder() throws Exception {
        Path run = folder.resolve("実行 1");
        new OpenFolder(List.of("mkdir")).open(run);
        assertThat(Files.isDirectory(run)).isTrue();
    }

    @Test
    void missingOrRefusingFileManagerIsNamed() {
        for (String program : List.of("no-such-file-manager", "false")) {
            assertThatThrownBy(() -> new OpenFolder(List.of(program)).open(folder))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining(program)
                    .hasMessageContaining(folder.toString());
        }
    }
}
