package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrashTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path runs;

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    @Test
    void deletedRunIsSeenNoMoreAndComesBackAsItWas() throws Exception {
        RunFolder run = SavedRun.finished(runs, "実行", TIME);
        Map<String, String> before = content(run.path());
        RunTrash trash = RunTrash.of(run);
        trash.delete(run);
        assertThat(run.path()).doesNotExist();
        assertThat(RunSummary.list(runs)).isEmpty();
        assertThat(trash.names()).containsExactly("実行");
        assertThat(trash.restore("実行")).isEqualTo(new RunFolder(run.path().toAbsolutePath()));
        assertThat(content(run.path())).isEqualTo(before);
        assertThat(trash.names()).isEmpty();
    }

    @Test
    void runsOfOneNameComeBackLastDeletedFirst() throws Exception {
        RunTrash trash = new RunTrash(runs);
        trash.delete(SavedRun.stopped(runs, "again", TIME));
        trash.delete(SavedRun.finished(runs, "again", TIME));
        trash.delete(SavedRun.stopped(runs, "other", TIME));
        assertThat(trash.names()).containsExactly("other", "again", "again");
        RunFolder back = trash.restore("again");
        assertThat(back.finished()).isTrue();
        assertThatThrownBy(() -> trash.restore("again"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(back.path().toString());
        assertThat(back.finished()).isTrue();
        trash.delete(back);
        trash.forget("again");
        assertThat(trash.restore("again").finished()).isFalse();
    }

    @Test
    void runThatIsWorkedOnIsNotDeleted() throws Exception {
        RunFolder run = SavedRun.stopped(runs, "busy", TIME);
        run.whileHeld(() -> {
            assertThatThrownBy(() -> new RunTrash(runs).delete(run))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("busy");
            return run;
        });
        assertThat(run.manifest()).exists();
    }

    @Test
    void emptyTrashLeavesTheRunsAlone() throws Exception {
        RunFolder kept = SavedRun.stopped(runs, "kept", TIME);
        RunTrash trash = new RunTrash(runs);
        trash.delete(SavedRun.finished(runs, "gone", TIME));
        trash.empty();
        assertThat(trash.names()).isEmpty();
        assertThat(runs.resolve(".trash")).isEmptyDirectory();
        assertThat(RunSummary.list(runs)).containsExactly(kept);
        assertThatThrownBy(() -> trash.restore("gone"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void workThatComesTooLateDoesNotBringADeletedRunBack() throws Exception {
        RunFolder run = SavedRun.stopped(runs, "late", TIME);
        new RunTrash(runs).delete(run);
        assertThatThrownBy(() -> run.whileHeld(() -> run))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("late");
        RunFailure.crashed(run, 1);
        assertThat(run.path()).doesNotExist();
    }
}
