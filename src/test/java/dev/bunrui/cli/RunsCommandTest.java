package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.SavedRun;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    @TempDir
    Path home;

    private Path runs;

    @BeforeEach
    void saveRun() throws Exception {
        runs = home.resolve("elsewhere");
        SavedRun.finished(runs, "実行 1", Instant.parse("2025-01-02T03:04:05Z"));
    }

    private CommandRun of(String command, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"runs", command, "--runs", runs.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(home, arguments);
    }

    @Test
    void deletedRunIsBroughtBackByTheCommandThatIsShown() throws Exception {
        CommandRun deleted = of("delete", "実行 1");
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(deleted.out()).contains("bunrui runs restore \"実行 1\" --runs " + runs);
        assertThat(of("list", "--json").out()).isEmpty();
        assertThat(of("delete", "実行 1").code()).isEqualTo(2);
        CommandRun restored = of("restore", "実行 1");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(of("list", "--json").json().get(0).get("name").asText()).isEqualTo("実行 1");
        CommandRun again = of("restore", "実行 1");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
    }

    @Test
    void runAndAdapterAreExportedByTheNameOfTheTarget() {
        Path zip = home.resolve("run.ZIP");
        Path adapter = home.resolve("adapter");
        assertThat(of("export", "実行 1", "--to", zip.toString()).out()).contains(zip.toString());
        assertThat(zip).isRegularFile();
        assertThat(of("export", "実行 1", "--to", adapter.toString()).code()).isZero();
        assertThat(adapter.resolve("adapter_config.json")).isRegularFile();
        CommandRun taken = of("export", "実行 1", "--to", adapter.toString());
        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.err()).contains(adapter.toString());
    }
}
