package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExportTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Path runs() {
        return folder.resolve("runs");
    }

    private static List<String> unpack(Path zip, Path into) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = file.stream().toList();
            for (ZipEntry entry : entries) {
                Path to = into.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                Files.copy(file.getInputStream(entry), to);
            }
            return entries.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void packedRunIsTheSameRunElsewhere() throws Exception {
        RunFolder run = SavedRun.finished(runs(), "実行 1", TIME);
        Files.writeString(run.neighbours(), "made again elsewhere");
        Path zip = folder.resolve("to").resolve("run.zip");
        RunExport.to(zip, run);
        Path elsewhere = folder.resolve("elsewhere");
        List<String> names = unpack(zip, elsewhere);
        assertThat(names).contains("実行 1/run.json", "実行 1/adapter/adapter_model.safetensors");
        assertThat(names).noneMatch(name -> name.contains("resume") || name.contains("neighbours"));
        RunFolder there = RunSummary.list(elsewhere).get(0);
        RunSummary summary = RunSummary.of(there);
        RunSummary original = RunSummary.of(run);
        assertThat(summary.state()).isEqualTo(RunSummary.State.FINISHED);
        assertThat(summary.settings()).isEqualTo(original.settings());
        assertThat(summary.bestF1()).isEqualTo(original.bestF1());
        assertThat(summary.result().orElseThrow().test())
                .isEqualTo(original.result().orElseThrow().test());
    }

    @Test
    void packedUnfinishedRunKeepsWhatItIsGoneOnFrom() throws Exception {
        RunFolder run = SavedRun.stopped(runs(), "half", TIME);
        run.whileHeld(() -> {
            assertThatThrownBy(() -> RunExport.zip(run, folder.resolve("busy.zip")))
                    .isInstanceOf(RequestException.class);
            return run;
        });
        assertThat(folder.resolve("busy.zip")).doesNotExist();
        RunExport.zip(run, folder.resolve("half.zip"));
        assertThat(unpack(folder.resolve("half.zip"), folder.resolve("elsewhere")))
                .contains("half/resume/state.safetensors")
                .doesNotContain("half/resume/lock");
    }

    @Test
    void adapterGoesToANewFolderAndOverwritesNothing() throws Exception {
        RunFolder run = SavedRun.finished(runs(), "run", TIME);
        Path to = folder.resolve("peft").resolve("adapter-1");
        RunExport.to(to, run);
        assertThat(to.resolve("adapter_model.safetensors")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(to.resolve("adapter_config.json")).hasContent("{}");
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "mine");
        assertThatThrownBy(() -> RunExport.to(full, run))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(full.toString());
        try (var left = Files.list(full)) {
            assertThat(left).containsExactly(full.resolve("mine"));
        }
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith(".export"));
        }
    }

    @Test
    void unfinishedRunHasNoAdapterToExport() throws Exception {
        RunFolder run = SavedRun.stopped(runs(), "half", TIME);
        assertThatThrownBy(() -> RunExport.to(folder.resolve("adapter"), run))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("half");
        assertThat(folder.resolve("adapter")).doesNotExist();
    }
}
