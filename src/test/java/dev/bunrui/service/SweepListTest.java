package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepListTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private BackgroundService service;
    private Path runs;
    private SweepList list;

    @BeforeEach
    void prepare() {
        AppFolders folders = new AppFolders(Path.of(""), home);
        service = new BackgroundService(folders);
        runs = folders.runs();
        list = new SweepList(service, new RunList(service, runs));
    }

    private SweepFolder sweep(String name) throws IOException {
        return TinySweep.make(
                runs, name, TinySweep.plan(TinyRun.data(home), 1, false, new Axis("seed", List.of("1", "2", "3"))));
    }

    private ListedSweep.Known only() {
        assertThat(list.readWithin(PATIENCE)).hasSize(1);
        return (ListedSweep.Known) list.readWithin(PATIENCE).get(0);
    }

    @Test
    void noFolderYetIsNoSweeps() {
        assertThat(list.readWithin(PATIENCE)).isEmpty();
    }

    @Test
    void whereTheRunsOfASweepStandIsToldInItsOrder() throws Exception {
        List<RunFolder> mine = sweep("mine").runs();
        service.queue().add(mine.get(2));
        assertThat(only().states()).containsExactly(State.STOPPED, State.STOPPED, State.WAITING);
        FileTree.delete(mine.get(1).path());
        SavedRun.finished(runs, mine.get(1).name(), Instant.EPOCH);
        assertThat(only().states()).containsExactly(State.STOPPED, State.FINISHED, State.WAITING);
        Files.writeString(mine.get(1).metrics(), "{");
        assertThat(only().states()).as("a damaged run's files tell").element(1).isEqualTo(State.FINISHED);
    }

    @Test
    void damagedSweepIsToldLastAndOneThatIsGoneNoLonger() throws Exception {
        SweepFolder damaged = sweep("damaged");
        SweepFolder whole = sweep("whole");
        assertThat(list.readWithin(PATIENCE)).allMatch(ListedSweep.Known.class::isInstance);
        Path file = damaged.path().resolve("sweep.json");
        String text = Files.readString(file);
        Files.writeString(file, "{");
        List<ListedSweep> read = list.readWithin(PATIENCE);
        assertThat(read).extracting(ListedSweep::folder).containsExactly(whole, damaged);
        assertThat(read.get(1)).isInstanceOf(ListedSweep.Damaged.class);
        Files.writeString(file, text);
        assertThat(list.readWithin(PATIENCE)).allMatch(ListedSweep.Known.class::isInstance);
        FileTree.delete(damaged.path());
        assertThat(list.readWithin(PATIENCE)).extracting(ListedSweep::folder).containsExactly(whole);
    }
}
