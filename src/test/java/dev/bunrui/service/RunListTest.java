package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunListTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path home;

    private BackgroundService service;
    private Path runs;
    private RunList list;

    @BeforeEach
    void prepare() {
        AppFolders folders = new AppFolders(Path.of(""), home);
        service = new BackgroundService(folders);
        runs = folders.runs();
        list = new RunList(service, runs);
    }

    private static RunSummary.State state(ListedRun run) {
        return ((ListedRun.Known) run).state();
    }

    @Test
    void noFolderYetIsNoRuns() {
        assertThat(list.read()).isEmpty();
    }

    @Test
    void latestComeFirstAndDamagedOnesAreNamed() throws Exception {
        RunFolder early = SavedRun.finished(runs, "early", TIME);
        RunFolder late = SavedRun.stopped(runs, "late", TIME.plusSeconds(60));
        RunFolder damaged = SavedRun.damaged(runs, "damaged");
        RunFolder badDate = SavedRun.stopped(runs, "date", TIME);
        Files.writeString(
                badDate.manifest(), Files.readString(badDate.manifest()).replace("2025-01-02T", "2025-13-02T"));
        RunFolder badResult = SavedRun.finished(runs, "result", TIME);
        Files.writeString(
                badResult.metrics(),
                Files.readString(badResult.metrics()).replace("\"class-2\"],\"validation\"", "],\"validation\""));
        assertThat(list.read()).extracting(ListedRun::folder).containsExactly(late, early, damaged, badDate, badResult);
        assertThat(list.read().subList(2, 5))
                .allSatisfy(run -> assertThat(((ListedRun.Damaged) run).why())
                        .hasMessageContaining(run.folder().path().toString()));
    }

    @Test
    void unchangedRunsAreNotReadAgainAndChangedOnesAre() throws Exception {
        SavedRun.finished(runs, "one", TIME);
        RunFolder run = SavedRun.stopped(runs, "two", TIME);
        List<ListedRun> before = list.read();
        List<ListedRun> again = list.read();
        assertThat(again.get(0)).isSameAs(before.get(0));
        assertThat(again.get(1)).isSameAs(before.get(1));
        String log = Files.readString(run.events());
        Files.writeString(
                run.events(),
                "{\"event\":\"step\",\"step\":5,\"epoch\":2,\"loss\":0.5,\"lr\":0.01,\"tokens\":9,\"seconds\":1}\n",
                StandardOpenOption.APPEND);
        assertThat(((ListedRun.Known) list.read().get(1)).summary().step()).isEqualTo(5);
        Files.writeString(run.events(), log);
        RunSummary back = ((ListedRun.Known) list.read().get(1)).summary();
        assertThat(back.step()).isEqualTo(4);
        assertThat(back.bestF1()).isEqualTo(0.625);
        Files.writeString(run.manifest(), "{");
        assertThat(list.read().get(1)).isInstanceOf(ListedRun.Damaged.class);
    }

    @Test
    void runThatWaitsAgainIsTakenAsWaiting() throws Exception {
        RunFolder run = SavedRun.stopped(runs, "again", TIME);
        assertThat(state(list.read().get(0))).isEqualTo(RunSummary.State.STOPPED);
        service.queue().add(run);
        assertThat(state(list.read().get(0))).isEqualTo(RunSummary.State.WAITING);
        service.delete(run);
        assertThat(list.read()).isEmpty();
        assertThat(service.queue().runs()).isEmpty();
    }
}
