package dev.bunrui.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** With programs in place of a file manager. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenFolderTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static String refusal(List<String> opener, Path folder) {
        CompletableFuture<String> said = new CompletableFuture<>();
        try (Work work = new Work()) {
            new OpenFolder(work, opener).open(folder, problem -> said.complete(problem.getMessage()));
            return said.join();
        }
    }

    @Test
    void theFolderIsHandedToTheProgram() throws Exception {
        try (Work work = new Work()) {
            new OpenFolder(work, List.of("touch", folder.resolve("called").toString())).open(folder, problem -> {});
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> Files.exists(folder.resolve("called")));
        }
    }

    @Test
    void whatCannotBeOpenedIsSaidWithTheWayOut() {
        assertThat(refusal(List.of("no-such-program"), folder)).contains(folder.toString(), "copy the path");
        assertThat(refusal(List.of("false"), folder)).contains(folder.toString(), "copy the path");
        assertThat(refusal(List.of("true"), folder.resolve("none"))).contains("does not exist yet");
    }
}
