package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    /** So many finished runs that only a part of them is looked at each time. */
    private List<RunFolder> many() throws IOException {
        RunFolder one = SavedRun.finished(runs, "many-0", TIME);
        List<RunFolder> many = new ArrayList<>(List.of(one));
        for (int number = 1; number < 3 * RunList.EACH_TIME; number++) {
            RunFolder next = new RunFolder(runs.resolve("many-" + number));
            Files.createDirectory(next.path());
            Files.copy(one.manifest(), next.manifest());
            Files.copy(one.metrics(), next.metrics());
            Files.copy(one.events(), next.events());
            many.add(next);
        }
        return many;
    }

    /** After three times all of the many are known not to change any more. */
    private void settle() {
        for (int time = 0; time < 3; time++) {
            list.read();
        }
    }

    private int timesUntil(Predicate<List<ListedRun>> noticed) {
        for (int times = 1; times < 100; times++) {
            if (noticed.test(list.read())) {
                return times;
            }
        }
        throw new AssertionError("was not noticed in a hundred times");
    }

    private Optional<ListedRun> among(List<ListedRun> read, RunFolder run) {
        return read.stream().filter(each -> each.folder().equals(run)).findFirst();
    }

    private boolean damaged(List<ListedRun> read, RunFolder run) {
        return among(read, run).orElseThrow() instanceof ListedRun.Damaged;
    }

    @Test
    void eachOfManyFinishedRunsThatIsDamagedIsNoticedWithinSomeTimes() throws Exception {
        List<RunFolder> many = many();
        settle();
        for (RunFolder run : many) {
            Files.writeString(run.metrics(), "{");
        }
        list.read();
        List<ListedRun> read = list.read();
        assertThat(read.stream().filter(ListedRun.Damaged.class::isInstance).count())
                .as("after two times of four")
                .isBetween(1L, many.size() - 1L);
        list.read();
        assertThat(list.read()).hasSameSizeAs(many).allMatch(ListedRun.Damaged.class::isInstance);
    }

    @Test
    void ofManyFinishedRunsTheDeletedMovedAndRestoredAreNoticedAtOnce() throws Exception {
        List<RunFolder> many = many();
        settle();
        RunFolder gone = many.get(7);
        service.delete(gone);
        assertThat(among(list.read(), gone)).isEmpty();
        new RunTrash(runs).restore(gone.name());
        assertThat(among(list.read(), gone)).isPresent();
        RunFolder moved = new RunFolder(runs.resolve("moved"));
        Files.move(many.get(8).path(), moved.path());
        List<ListedRun> read = list.read();
        assertThat(among(read, many.get(8))).isEmpty();
        assertThat(((ListedRun.Known) among(read, moved).orElseThrow())
                        .summary()
                        .folder())
                .isEqualTo(moved);
    }

    @Test
    void anotherRunInTheNameOfAFinishedOneIsNoticedAtOnceIfItIsAskedFor() throws Exception {
        List<RunFolder> many = many();
        settle();
        RunFolder run = many.get(3);
        Files.delete(run.metrics());
        service.queue().add(run);
        assertThat(state(among(list.read(), run).orElseThrow())).isEqualTo(RunSummary.State.WAITING);
    }

    @Test
    void amongManyFinishedRunsThoseUnderWayAreReadEveryTime() throws Exception {
        many();
        RunFolder run = SavedRun.stopped(runs, "under-way", TIME);
        settle();
        for (int step = 5; step < 9; step++) {
            Files.writeString(
                    run.events(),
                    "{\"event\":\"step\",\"step\":" + step
                            + ",\"epoch\":2,\"loss\":0.5,\"lr\":0.01,\"tokens\":9,\"seconds\":1}\n",
                    StandardOpenOption.APPEND);
            ListedRun now = among(list.read(), run).orElseThrow();
            assertThat(((ListedRun.Known) now).summary().step()).isEqualTo(step);
        }
    }

    @Test
    void runThatOnlyWaitsIsReadOnceSomethingIsMadeInItsFolder() throws Exception {
        RunFolder model = SavedRun.finished(runs, "model", TIME);
        RunFolder run = RunRequest.make(
                runs, "asked", RunManifest.read(model.manifest()).settings());
        assertThat(state(among(list.read(), run).orElseThrow())).isEqualTo(RunSummary.State.STOPPED);
        service.queue().add(run);
        assertThat(state(among(list.read(), run).orElseThrow())).isEqualTo(RunSummary.State.WAITING);
        service.queue().remove(run);
        assertThat(state(among(list.read(), run).orElseThrow())).isEqualTo(RunSummary.State.STOPPED);
        service.queue().add(run);
        list.read();
        RunFailure.crashed(run, 9);
        assertThat(state(among(list.read(), run).orElseThrow())).isEqualTo(RunSummary.State.FAILED);
        run.letGoOn();
        assertThat(state(among(list.read(), run).orElseThrow())).isEqualTo(RunSummary.State.WAITING);
        Files.copy(model.manifest(), run.manifest());
        assertThat(((ListedRun.Known) among(list.read(), run).orElseThrow())
                        .summary()
                        .manifest())
                .isPresent();
    }

    @Test
    void whatAnotherProgramKeptIsUsedWhileTheFilesAreAsTheyWere() throws Exception {
        List<RunFolder> many = many();
        List<ListedRun> read = list.read();
        list.keep();
        FileTime time = Files.getLastModifiedTime(many.get(5).events());
        RunFolder changed = many.get(6);
        // As long as the stamp is the same, what stands in the file is not looked at.
        String log = Files.readString(many.get(5).events());
        Files.writeString(many.get(5).events(), "?".repeat(log.length() - 1) + "\n");
        Files.setLastModifiedTime(many.get(5).events(), time);
        Files.writeString(changed.metrics(), "{");
        RunList next = new RunList(service, runs);
        List<ListedRun> again = next.read();
        assertThat(among(again, many.get(5))).isEqualTo(among(read, many.get(5)));
        assertThat(damaged(again, changed)).isTrue();
        assertThat(again).hasSameSizeAs(read);
        Files.delete(new AppFolders(Path.of(""), home).known(runs));
        assertThat(damaged(new RunList(service, runs).read(), many.get(5))).isTrue();
    }

    @Test
    void fewRunsAreNotKeptForOtherPrograms() throws Exception {
        SavedRun.finished(runs, "one", TIME);
        list.read();
        list.keep();
        assertThat(new AppFolders(Path.of(""), home).known(runs)).doesNotExist();
    }

    @Test
    void whoHasNoPatienceGetsWhatIsUnderWayAndTheLatestFirstAndTheRestLater() throws Exception {
        many();
        RunFolder run = SavedRun.stopped(runs, "under-way", TIME);
        List<ListedRun> first = list.readWithin(Duration.ZERO);
        assertThat(first).hasSizeLessThan(3 * RunList.EACH_TIME);
        assertThat(among(first, run)).isPresent();
        assertThat(timesUntil(read -> read.size() == 3 * RunList.EACH_TIME + 1)).isEqualTo(1);
        assertThat(list.readWithin(Duration.ZERO)).hasSize(3 * RunList.EACH_TIME + 1);
    }

    @Test
    void whoHasNoPatienceGetsTheLatestOfWhatAnotherProgramKept() throws Exception {
        many();
        RunFolder late = SavedRun.finished(runs, "late", TIME.plusSeconds(1));
        list.read();
        list.keep();
        RunList next = new RunList(service, runs);
        List<ListedRun> first = next.readWithin(Duration.ZERO);
        assertThat(first.get(0).folder()).isEqualTo(late);
        assertThat(first).hasSizeLessThan(3 * RunList.EACH_TIME + 1);
        next.keep();
        assertThat(next.read()).hasSize(3 * RunList.EACH_TIME + 1);
        assertThat(new RunList(service, runs).read()).hasSize(3 * RunList.EACH_TIME + 1);
    }

    @Test
    void whatWasReadLastIsGoodEnoughForTenTimesAsLongButNotForMoreThanFiveSeconds() {
        assertThat(RunList.rest(Duration.ofMillis(30), true)).isEqualTo(Duration.ofMillis(300));
        assertThat(RunList.rest(Duration.ofSeconds(3), true)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RunList.rest(Duration.ofSeconds(3), false))
                .as("some were left out")
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void fieldHasTheFinishedRunsAndSaysWhichCannotBeRead() throws Exception {
        RunFolder one = SavedRun.finished(runs, "one", TIME);
        RunFolder two = SavedRun.finished(runs, "two", TIME.plusSeconds(1));
        SavedRun.stopped(runs, "stopped", TIME);
        RunFolder bad = SavedRun.finished(runs, "bad", TIME);
        Files.writeString(bad.metrics(), "{");
        Field field = list.field();
        assertThat(field.runs()).extracting(Contender::files).containsExactly(two, one);
        assertThat(field.runs().get(1)).isEqualTo(Contender.of(one));
        assertThat(field.unusable()).containsOnlyKeys("bad");
    }
}
