package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.SignOfLife;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A real Slurm, with two nodes that share a folder and one that does not. */
@EnabledIfEnvironmentVariable(
        named = RealSlurm.FOLDER,
        matches = ".+",
        disabledReason = "it needs a Slurm, which mvn -B verify -Pslurm starts")
@Timeout(900)
class SlurmClusterTest {
    private static final long LOOK_NANOS = 500_000_000;
    private static final Path WEIGHTS = Path.of("adapter", "adapter_model.safetensors");

    /** Fast enough for a test, and slow enough for something to happen meanwhile. */
    private static final Map<String, String> EMBEDDED = Map.of(
            "model",
            "bunrui-mini",
            "max-length",
            "64",
            "epochs",
            "14",
            "batch-size",
            "16",
            "micro-batch",
            "16",
            "device",
            "cpu");

    @TempDir
    Path home;

    private AppFolders folders;
    private Path data;

    @BeforeAll
    static void start() throws Exception {
        RealSlurm.control("start");
    }

    @AfterAll
    static void stop() throws Exception {
        RealSlurm.control("stop");
    }

    @BeforeEach
    void open() throws IOException {
        folders = new AppFolders(Path.of(""), home);
        data = TinyRun.data(home);
    }

    private SlurmSweep sweep(Path runs, String name, SweepPlan plan, SlurmSettings settings) {
        SweepFolder sweep = TinySweep.make(runs, name, plan);
        SlurmSweep slurm = new SlurmSweep(folders, sweep);
        Sweep read = sweep.read();
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            slurm.prepare(SlurmPlan.of(
                    List.copyOf(read.runs().keySet()),
                    Grid.of(read, loaded),
                    loaded,
                    new Slurm("").cluster(),
                    settings.partition(),
                    proposed -> settings,
                    runs));
        }
        return slurm;
    }

    private SweepPlan tiny() {
        return TinySweep.plan(
                data, 4, false, new Axis("lr", List.of("1e-2", "3e-3")), new Axis("seed", List.of("1", "2")));
    }

    private static SweepPlan embedded(int epochs) {
        Map<String, String> options = new LinkedHashMap<>(EMBEDDED);
        options.put("epochs", Integer.toString(epochs));
        return new SweepPlan(
                Path.of("sample-data").toAbsolutePath().resolve("articles"),
                options,
                List.of(new Axis("lr", List.of("1e-3", "3e-3")), new Axis("seed", List.of("42", "43"))),
                SweepPlan.Order.GRID,
                false);
    }

    /** An hour at most, one core, each run a job of its own. */
    private static SlurmSettings settings(String partition, int minutes, int requeues) {
        return new SlurmSettings("", partition, "", minutes, 0, 1500, 1, 0, requeues, 1, "", "", "", "", "");
    }

    private static void submit(SlurmSweep slurm) {
        assertThat(slurm.submit(job -> {}, () -> false)).isPresent();
    }

    private static void await(String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it never came to this: " + what);
            }
        }
    }

    private static String id(SlurmSweep slurm, int element) {
        return slurm.seen().get(element).job().id();
    }

    private static long steps(RunFolder run) {
        return run.begun() ? RunSummary.of(run).step() : 0;
    }

    private static void everyStepOnce(RunFolder run) throws IOException {
        List<Long> steps = new ArrayList<>();
        for (String line : Files.readAllLines(run.events())) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.get("event").asText().equals("step")) {
                steps.add(event.get("step").asLong());
            }
        }
        assertThat(steps)
                .isEqualTo(LongStream.rangeClosed(1, RunSummary.of(run).steps())
                        .boxed()
                        .toList());
    }

    private static boolean look(SlurmSweep slurm, boolean answering) {
        try {
            slurm.look();
            return !slurm.open();
        } catch (RequestException silent) {
            assertThat(answering).as(silent.getMessage()).isFalse();
            return false;
        }
    }

    @Test
    void whateverEndsAJobTheSweepEndsWithTheScoresOfALocalOne() throws Exception {
        SlurmSweep slurm = sweep(folders.runs(), "cluster", embedded(80), settings("short", 10, 5));
        List<RunFolder> runs = slurm.sweep().runs();
        submit(slurm);
        await("two jobs train", () -> steps(runs.get(0)) > 8 && steps(runs.get(1)) > 8);
        assertThat(new BackgroundService(folders).states(runs))
                .containsExactly(State.RUNNING, State.RUNNING, State.WAITING, State.WAITING);
        // Killed from outside, which Slurm calls cancelled: whoever looks submits it again.
        RealSlurm.run("scancel", "--signal=KILL", id(slurm, 0));
        // By hand.
        RealSlurm.run("scontrol", "requeue", id(slurm, 1));
        await("the third trains", () -> {
            slurm.look();
            return steps(runs.get(2)) > 8;
        });
        RealSlurm.control("restart");
        // Out of time in some seconds: it is told before, saves, and queues itself again.
        RealSlurm.run("scontrol", "update", "JobId=" + id(slurm, 2), "TimeLimit=1");
        await("the sweep ends", () -> look(slurm, false));
        assertThat(new BackgroundService(folders).states(runs)).containsOnly(State.FINISHED);
        assertThat(slurm.seen())
                .extracting(SeenElement::begun)
                .startsWith(2, 2)
                .element(3)
                .isEqualTo(1);
        assertThat(slurm.seen().get(2).begun()).isGreaterThanOrEqualTo(2);
        assertThat(Files.readString(slurm.sweep().path().resolve("slurm").resolve("0.starts"))
                        + Files.readString(slurm.sweep().path().resolve("slurm").resolve("1.starts")))
                .contains("node1", "node2");
        SweepFolder local = TinySweep.make(folders.runs(), "local", embedded(80));
        int threads = Torch.threads();
        Torch.threads(1);
        try {
            TinySweep.work(local, new SweepListener() {});
        } finally {
            Torch.threads(threads);
        }
        for (int run = 0; run < runs.size(); run++) {
            everyStepOnce(runs.get(run));
            assertThat(runs.get(run).path().resolve(WEIGHTS))
                    .hasSameBinaryContentAs(local.runs().get(run).path().resolve(WEIGHTS));
            assertThat(runs.get(run).predictions("test"))
                    .hasSameBinaryContentAs(local.runs().get(run).predictions("test"));
        }
    }

    @Test
    void runsOfOneModelShareAJobWhereThatIsQuicker() {
        SlurmSettings two = new SlurmSettings("", "short", "", 10, 0, 1500, 1, 0, 1, 2, "", "", "", "", "");
        SlurmSweep slurm = sweep(folders.runs(), "grouped", tiny(), two);
        submit(slurm);
        await("the sweep ends", () -> look(slurm, true));
        assertThat(slurm.seen()).hasSize(2);
        assertThat(new BackgroundService(folders).states(slurm.sweep().runs())).containsOnly(State.FINISHED);
        assertThat(slurm.submit(job -> {}, () -> false))
                .as("nothing is left to do")
                .isEmpty();
    }

    @Test
    void aSweepThatIsStoppedLeavesTheQueueAndGoesOnWhenAsked() {
        SlurmSweep slurm = sweep(folders.runs(), "stopped", embedded(14), settings("short", 10, 5));
        List<RunFolder> runs = slurm.sweep().runs();
        submit(slurm);
        await("two jobs train", () -> steps(runs.get(0)) > 4 && steps(runs.get(1)) > 4);
        BackgroundService background = new BackgroundService(folders);
        background.stop(runs);
        await("nothing is left in the queue", () -> look(slurm, true));
        assertThat(background.states(runs)).containsOnly(State.STOPPED);
        assertThat(slurm.seen()).extracting(SeenElement::begun).containsExactly(1, 1, 0, 0);
        slurm.letGoOn(slurm.settings().orElseThrow());
        submit(slurm);
        await("the sweep ends", () -> look(slurm, true));
        assertThat(background.states(runs)).containsOnly(State.FINISHED);
    }

    @Test
    void whoTakesAllJobsOutOfTheQueueWantsNoMoreOfThem() throws Exception {
        SlurmSweep slurm = sweep(folders.runs(), "cancelled", embedded(14), settings("short", 10, 5));
        List<RunFolder> runs = slurm.sweep().runs();
        submit(slurm);
        await("one job trains", () -> steps(runs.get(0)) > 4);
        RealSlurm.run("scancel", id(slurm, 0).split("_")[0]);
        await("nothing is left", () -> look(slurm, true));
        assertThat(new BackgroundService(folders).states(runs)).containsOnly(State.STOPPED);
    }

    @Test
    void aJobThatEndsAgainAndAgainIsGivenUp() throws Exception {
        SlurmSweep slurm = sweep(folders.runs(), "mortal", embedded(14), settings("short", 10, 0));
        RunFolder first = slurm.sweep().runs().get(0);
        submit(slurm);
        await("one job trains", () -> steps(first) > 4);
        RealSlurm.run("scancel", "--signal=KILL", id(slurm, 0));
        await("it is given up", () -> {
            slurm.look();
            return first.failed();
        });
        assertThat(RunSummary.of(first).failure().orElseThrow().english()).contains("begun 1 time");
        new BackgroundService(folders).stop(slurm.sweep().runs());
        await("nothing is left", () -> look(slurm, true));
    }

    private static ProcessHandle workerOn(RunFolder run) {
        return ProcessHandle.of(SignOfLife.of(run).orElseThrow().process()).orElseThrow();
    }

    @Test
    void aWorkerThatTheSystemKillsIsBegunAgainByItsJob() throws Exception {
        SlurmSweep slurm = sweep(folders.runs(), "killed", embedded(14), settings("short", 10, 5));
        List<RunFolder> runs = slurm.sweep().runs();
        submit(slurm);
        await("one job trains", () -> steps(runs.get(0)) > 4);
        workerOn(runs.get(0)).destroyForcibly(); // as when the memory runs out
        await("the sweep ends", () -> look(slurm, true));
        assertThat(new BackgroundService(folders).states(runs)).containsOnly(State.FINISHED);
        assertThat(slurm.seen()).extracting(SeenElement::begun).containsExactly(2, 1, 1, 1);
        everyStepOnce(runs.get(0));
    }

    @Test
    void aPreemptedJobSavesAndGoesOnLater() throws Exception {
        SlurmSweep slurm = sweep(folders.runs(), "preempted", embedded(14), settings("short", 10, 5));
        List<RunFolder> runs = slurm.sweep().runs();
        submit(slurm);
        await("two jobs train", () -> steps(runs.get(0)) > 4 && steps(runs.get(1)) > 4);
        RealSlurm.run("sbatch", "-p", "urgent", "-w", "node1", "-o", "/dev/null", "--wrap", "sleep 3");
        await("the sweep ends", () -> look(slurm, true));
        assertThat(new BackgroundService(folders).states(runs)).containsOnly(State.FINISHED);
        assertThat(slurm.seen().stream().mapToInt(SeenElement::begun).sum()).isEqualTo(5);
        for (RunFolder run : runs) {
            everyStepOnce(run);
        }
    }

    @Test
    void aLostNodeCostsWhatWasNotSaved() throws Exception {
        SlurmSweep slurm = sweep(folders.runs(), "lost", embedded(14), settings("short", 10, 5));
        List<RunFolder> runs = slurm.sweep().runs();
        submit(slurm);
        await("two jobs train", () -> steps(runs.get(0)) > 4 && steps(runs.get(1)) > 4);
        slurm.look();
        int lost = slurm.seen().get(0).job().node().equals("node1") ? 0 : 1;
        RealSlurm.control("lose", "1");
        for (Optional<ProcessHandle> process = Optional.of(workerOn(runs.get(lost)));
                process.isPresent() && process.get().pid() != 1;
                process = process.get().parent()) {
            process.get().destroyForcibly();
        }
        try {
            await("Slurm has it on another node", () -> {
                slurm.look();
                return slurm.seen().get(lost).begun() == 2;
            });
        } finally {
            RealSlurm.control("mend", "1");
        }
        await("the sweep ends", () -> look(slurm, true));
        assertThat(new BackgroundService(folders).states(runs)).containsOnly(State.FINISHED);
        everyStepOnce(runs.get(lost));
    }

    @Test
    void jobsAreSubmittedThroughSsh() throws Exception {
        // A real server, found by the user's own configuration: that is where "cluster" stands.
        Path there = Files.createDirectory(home.resolve("ssh"));
        RealSlurm.run("src/test/slurm/sshd.sh", "start", there.toString());
        try {
            assertThat(new Slurm("cluster").partitions())
                    .extracting(Partition::name)
                    .contains("short");
            SlurmSettings settings =
                    new SlurmSettings("cluster", "short", "", 10, 0, 1500, 1, 0, 5, 4, "", "", "", "", "");
            SlurmSweep slurm = sweep(folders.runs(), "through ssh", embedded(2), settings);
            submit(slurm);
            await("the sweep ends", () -> look(slurm, true));
            assertThat(new BackgroundService(folders).states(slurm.sweep().runs()))
                    .containsOnly(State.FINISHED);
            assertThat(Files.readString(there.resolve("log"))).contains("Accepted publickey");
        } finally {
            RealSlurm.run("src/test/slurm/sshd.sh", "stop", there.toString());
        }
    }

    @Test
    void aFolderThatIsNotSharedIsFoundOutBeforeAnythingIsSubmitted() throws Exception {
        SlurmSweep slurm =
                sweep(RealSlurm.folder().resolve("unshared"), "here-only", tiny(), settings("lonely", 10, 5));
        assertThatThrownBy(() -> slurm.submit(job -> {}, () -> false))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("node3 does not see")
                .hasMessageContaining("nothing was submitted");
        assertThat(RealSlurm.run("squeue", "-h", "-n", "bunrui-here-only")).isEmpty();
    }

    @Test
    void whereTheQueueIsLongTheSweepWaitsInItForTheLook() throws Exception {
        String other = RealSlurm.run("sbatch", "--parsable", "-p", "lonely", "-o", "/dev/null", "--wrap", "sleep 600")
                .strip();
        SlurmSweep patient = sweep(RealSlurm.folder().resolve("unshared"), "busy", tiny(), settings("lonely", 10, 5));
        SlurmSweep slurm = new SlurmSweep(folders, patient.sweep(), Duration.ofSeconds(2));
        submit(slurm);
        assertThat(new BackgroundService(folders).states(slurm.sweep().runs())).containsOnly(State.WAITING);
        RealSlurm.run("scancel", other);
        await("the look has failed", () -> look(slurm, true));
        assertThat(new BackgroundService(folders).states(slurm.sweep().runs())).containsOnly(State.FAILED);
        assertThat(RunSummary.of(slurm.sweep().runs().get(0))
                        .failure()
                        .orElseThrow()
                        .english())
                .contains("node3 does not see");
        assertThat(slurm.seen()).extracting(SeenElement::begun).containsOnly(0);
    }

    @Test
    void aFullQuotaIsFoundOutBeforeAnythingIsSubmitted() throws Exception {
        Path full = Files.createDirectory(home.resolve("full"));
        RealSlurm.run("mount", "-t", "tmpfs", "-o", "size=2m", "none", full.toString());
        try {
            SlurmSweep slurm = sweep(full, "full", tiny(), settings("short", 10, 5));
            assertThatThrownBy(() -> slurm.submit(job -> {}, () -> false))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("no room")
                    .hasMessageContaining("quota");
        } finally {
            RealSlurm.run("umount", "-l", full.toString());
        }
    }

    @Test
    void whatTheClusterRefusesIsSaidInASentence() {
        SlurmSweep closed = sweep(folders.runs(), "closed", tiny(), settings("closed", 10, 5));
        assertThatThrownBy(() -> closed.submit(job -> {}, () -> false))
                .hasMessageContaining("may not use this partition");
        assertThatThrownBy(() -> sweep(folders.runs(), "long", tiny(), settings("short", 120, 5)))
                .hasMessageContaining("02:00:00")
                .hasMessageContaining("00:10:00")
                .hasMessageContaining("--time");
        assertThatThrownBy(() -> sweep(folders.runs(), "nowhere", tiny(), settings("nope", 10, 5)))
                .hasMessageContaining("\"nope\" does not exist")
                .hasMessageContaining("short, urgent, closed, lonely");
        assertThatThrownBy(() -> new Slurm("nowhere.invalid").partitions()).hasMessageContaining("ssh nowhere.invalid");
    }
}
