package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What runs on a node, as a process of its own; without Slurm. */
@Timeout(120)
class SlurmElementTest {
    private static final int MANY_EPOCHS = 60;
    private static final Path WEIGHTS = Path.of("adapter", "adapter_model.safetensors");

    @TempDir
    Path home;

    private AppFolders folders;
    private Path data;

    @BeforeEach
    void open() throws IOException {
        folders = new AppFolders(Path.of(""), home);
        data = TinyRun.data(home);
    }

    private SweepPlan plan(int epochs) {
        return TinySweep.plan(data, epochs, false, new Axis("lr", List.of("1e-2", "3e-3")));
    }

    private SlurmSweep sweep(String name, int epochs, int requeues) {
        SweepFolder sweep = TinySweep.make(folders.runs(), name, plan(epochs));
        SlurmSweep slurm = new SlurmSweep(folders, sweep);
        SlurmSettings settings = new SlurmSettings("", "", "", 60, 0, 1000, 1, 0, requeues, 2, "", "", "", "", "");
        slurm.prepare(new SlurmPlan(
                new Partition("p", true, true, 0, 1, 1, 0, 0),
                new SlurmNeed(List.of(), List.of(), 0, 0, 0, Set.of(data)),
                settings,
                List.of(sweep.runs().stream().map(RunFolder::name).toList()),
                1,
                0));
        return slurm;
    }

    /** As the script does: a line for the beginning, and the process. */
    private Process element(SlurmSweep slurm) throws IOException {
        SlurmFolder folder = new SlurmFolder(slurm.sweep());
        Files.writeString(folder.starts(0), "7 node1 now\n".repeat(folder.timesBegun(0) + 1));
        ProcessBuilder builder =
                JavaProcess.of(folders, SlurmElement.class, slurm.sweep().path().toString(), "0");
        builder.environment().put("SLURM_ARRAY_JOB_ID", "7");
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("element.log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("element.log"));
    }

    private static void awaitSteps(RunFolder run, int steps) {
        while (!run.begun() || RunSummary.of(run).step() < steps) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void anElementWorksOnItsRunsAndLeavesNothingBehind() throws Exception {
        SlurmSweep slurm = sweep("whole", 2, 3);
        assertThat(element(slurm).waitFor()).as(log()).isZero();
        assertThat(new BackgroundService(folders).states(slurm.sweep().runs())).containsOnly(State.FINISHED);
        assertThat(slurm.sweep().runs()).allMatch(run -> run.queuedIn().isEmpty());
        assertThat(slurm.sweep().runs().get(0).log())
                .as("what is loaded is loaded once")
                .content()
                .contains("run 1 of 2", "run 2 of 2");
        assertThat(element(slurm).waitFor())
                .as("begun again it has nothing to do")
                .isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process cannot be asked to end")
    void anElementThatIsAskedToEndSavesAndGoesOnToTheSameAdapter() throws Exception {
        SlurmSweep slurm = sweep("ended", MANY_EPOCHS, 3);
        RunFolder first = slurm.sweep().runs().get(0);
        new BackgroundService(folders).stop(slurm.sweep().runs().get(1));
        Process element = element(slurm);
        awaitSteps(first, 30);
        element.destroy();
        assertThat(element.waitFor()).as(log()).isEqualTo(SlurmScript.AGAIN);
        long saved = RunSummary.of(first).step();
        assertThat(first.state()).as("what was computed is saved").exists();
        assertThat(first.askedToStop()).isFalse();
        assertThat(new BackgroundService(folders).state(first))
                .as("its job is to go on with it")
                .isEqualTo(State.WAITING);
        assertThat(element(slurm).waitFor()).as(log()).isZero();
        assertThat(saved)
                .isGreaterThanOrEqualTo(30)
                .isLessThan(RunSummary.of(first).steps());
        SweepFolder whole = TinySweep.make(folders.runs(), "uninterrupted", plan(MANY_EPOCHS));
        whole.drop(whole.runs().get(1).name());
        TinySweep.work(whole, new SweepListener() {});
        assertThat(first.path().resolve(WEIGHTS))
                .hasSameBinaryContentAs(whole.runs().get(0).path().resolve(WEIGHTS));
    }

    @Test
    void aRunThatWasAskedToStopIsLeftAlone() throws Exception {
        SlurmSweep slurm = sweep("stopped", 1, 3);
        RunFolder first = slurm.sweep().runs().get(0);
        first.noteQueue("Slurm 7_0");
        new BackgroundService(folders).stop(first);
        assertThat(element(slurm).waitFor()).as(log()).isZero();
        assertThat(new BackgroundService(folders).states(slurm.sweep().runs()))
                .containsExactly(State.STOPPED, State.FINISHED);
    }

    @Test
    void aRunThatWaitsInAClusterIsNotThisMachines() {
        SlurmSweep slurm = sweep("elsewhere", 1, 3);
        RunFolder first = slurm.sweep().runs().get(0);
        first.noteQueue("Slurm 7_0");
        BackgroundService background = new BackgroundService(folders);
        assertThat(background.state(first)).isEqualTo(State.WAITING);
        assertThatThrownBy(() -> background.goOn(first))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Slurm 7_0");
        background.stop(first);
        assertThat(background.state(first)).isEqualTo(State.STOPPED);
    }

    @Test
    void anElementWhoseWorkersAreKilledEveryTimeIsGivenUpWithASentence() throws Exception {
        SlurmSweep slurm = sweep("mortal", MANY_EPOCHS, 1);
        RunFolder first = slurm.sweep().runs().get(0);
        RunFolder second = slurm.sweep().runs().get(1);
        new BackgroundService(folders).stop(second);
        for (int time = 1; time <= 2; time++) {
            Process element = element(slurm);
            long from = first.begun() ? RunSummary.of(first).step() : 0;
            awaitSteps(first, (int) from + 5);
            while (element.isAlive()) {
                element.children().forEach(ProcessHandle::destroyForcibly);
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(element.exitValue()).as(log()).isEqualTo(time == 1 ? SlurmScript.AGAIN : 1);
        }
        assertThat(RunSummary.of(first).failure().orElseThrow().english()).contains("begun 2 time(s)", "137");
        assertThat(first.queuedIn()).isEmpty();
    }

    @Test
    void aNodeIsLookedAtBeforehand() throws Exception {
        SlurmSweep slurm = sweep("looked-at", 1, 3);
        Path folder = new SlurmFolder(slurm.sweep()).path();
        assertThat(look(folder, "0")).isEqualTo(NodeCheck.NOT_SHARED);
        Files.writeString(NodeCheck.token(folder), "t");
        assertThat(look(folder, "0")).isZero();
        Files.delete(data);
        assertThat(look(folder, "0")).isEqualTo(NodeCheck.NO_FILE);
        assertThat(NodeCheck.missing(folder, "t")).hasContent(data.toString());
    }

    private int look(Path folder, String cards) throws IOException, InterruptedException {
        return JavaProcess.of(folders, NodeCheck.class, folder.toString(), "t", cards)
                .inheritIO()
                .start()
                .waitFor();
    }
}
