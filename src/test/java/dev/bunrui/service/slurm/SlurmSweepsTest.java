package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of sweeps that Slurm works on. */
class SlurmSweepsTest {
    private static final SlurmSettings SETTINGS = new SlurmSettings(
            "login", "gpu", "lab", 90, 1, 4000, 8, 16, 3, 2, "cuda", "a\nb", "--qos=x", "/opt/bunrui", "/opt/java");

    @TempDir
    Path home;

    private SlurmSweeps sweeps() {
        return new SlurmSweeps(new AppFolders(Path.of(""), home));
    }

    @Test
    void theSettingsThatWereUsedLastAreKept() {
        assertThat(sweeps().lastSettings()).isEmpty();
        sweeps().keep(SETTINGS);
        assertThat(sweeps().lastSettings()).contains(SETTINGS);
    }

    @Test
    void aSweepWhoseFolderIsGoneIsForgotten() {
        sweeps().add(new SweepFolder(home.resolve("gone")));
        assertThat(sweeps().open()).hasSize(1);
        sweeps().look();
        assertThat(sweeps().open()).isEmpty();
    }

    @Test
    void aGarbledListIsAsGoodAsNone() throws IOException {
        sweeps().keep(SETTINGS);
        Files.writeString(home.resolve("service").resolve("slurm.json"), "{");
        assertThat(sweeps().lastSettings()).isEmpty();
        sweeps().keep(SETTINGS);
        assertThat(sweeps().lastSettings()).contains(SETTINGS);
    }

    @Test
    void aBookIsReadAsItIsWritten() throws IOException {
        SlurmFolder folder = new SlurmFolder(new SweepFolder(home.resolve("sweep")));
        assertThat(folder.read()).isEmpty();
        SlurmBook book = SlurmBook.of(SETTINGS, List.of(List.of("a", "b"), List.of("c")))
                .with(new SlurmBook.Submission("12", "11", Instant.parse("2026-01-02T03:04:05Z"), List.of(0, 1)))
                .with(new SlurmBook.Submission("13", "", Instant.parse("2026-01-02T03:05:05Z"), List.of(1)))
                .with(List.of(
                        new SlurmBook.Seen(0, new Job("12_0", Job.State.RUNNING, "", "n1", "1:00"), false),
                        new SlurmBook.Seen(1, new Job("13_1", Job.State.COMPLETED, "", "n2", "2:00"), true)));
        folder.write(book);
        assertThat(folder.read()).contains(book);
        assertThat(book.last(1).orElseThrow().job()).isEqualTo("13");
        assertThat(book.open()).isTrue();
        SlurmBook again =
                book.with(new SlurmBook.Submission("14", "", Instant.parse("2026-01-02T03:06:05Z"), List.of(1)));
        assertThat(again.seen())
                .as("what was seen before of what is submitted again")
                .extracting(SlurmBook.Seen::element)
                .containsExactly(0);
        Files.writeString(folder.path().resolve("jobs.json"), "{}");
        assertThatThrownBy(folder::read).hasMessageContaining("jobs.json", "submit the sweep again");
    }

    @Test
    void whereThereIsNoSlurmASentenceSaysSo() {
        assertThatThrownBy(() -> new SlurmHost("").ask("sinfo-that-is-not-there"))
                .hasMessageContaining("There is no Slurm on this machine")
                .hasMessageContaining("--submit-host");
    }
}
