package dev.bunrui.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SmallDisk;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.TrainingEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SweepWorkTest {
    private static final Path WEIGHTS = Path.of("adapter", "adapter_model.safetensors");

    @TempDir
    Path folder;

    private Path data;
    private Path runs;

    @BeforeEach
    void articles() throws IOException {
        data = TinyRun.data(folder);
        runs = folder.resolve("runs");
    }

    private static class Noting implements SweepListener {
        final List<String> begun = new ArrayList<>();
        final List<String> failed = new ArrayList<>();

        @Override
        public RunListener begins(RunFolder run, Map<String, String> values, int number, int of) {
            begun.add(run.name() + " " + number + "/" + of);
            return new RunListener() {};
        }

        @Override
        public void failed(RunFolder run, SentenceException failure) {
            failed.add(run.name() + " " + failure.getMessage());
        }
    }

    @Test
    void aRunOfASweepEndsWithTheBytesOfTheSameRunAlone() throws IOException {
        SweepFolder sweep = TinySweep.make(
                runs,
                "grid",
                TinySweep.plan(
                        data, 2, false, new Axis("lora-r", List.of("2", "4")), new Axis("seed", List.of("42", "7"))));
        TinySweep.work(sweep, new SweepListener() {});
        assertThat(sweep.runs())
                .hasSize(4)
                .allSatisfy(run -> assertThat(run.finished()).isTrue());
        for (RunFolder run : sweep.runs()) {
            RunResult alone = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                    .start(runs, "alone-" + run.name(), RunSummary.of(run).settings());
            assertThat(run.path().resolve(WEIGHTS))
                    .hasSameBinaryContentAs(alone.folder().path().resolve(WEIGHTS));
            assertThat(Files.readString(run.predictions("test")))
                    .isEqualTo(Files.readString(alone.folder().predictions("test")));
        }
    }

    @Test
    void aSweepKilledAgainAndAgainHasEveryRunOnce() throws Exception {
        SweepPlan plan = TinySweep.plan(
                data, 8, false, new Axis("lr", List.of("1e-2", "3e-3", "1e-3")), new Axis("seed", List.of("1", "2")));
        SweepFolder sweep = TinySweep.make(runs, "grid", plan);
        List<String> begun = new ArrayList<>();
        for (int kill = 1; kill <= 3; kill++) {
            Process process = child(sweep);
            try (BufferedReader lines = process.inputReader()) {
                for (int run = 0; run < 2; run++) {
                    begun.add(lines.readLine());
                }
                process.destroyForcibly().waitFor();
            }
        }
        Process last = child(sweep);
        try (BufferedReader lines = last.inputReader()) {
            lines.lines().forEach(begun::add);
        }
        assertThat(last.waitFor()).isZero();
        assertThat(sweep.runs())
                .hasSize(6)
                .allSatisfy(run -> assertThat(run.finished()).isTrue());
        // The run that was being worked on at each kill was gone on with, and no other was begun twice.
        assertThat(begun).hasSize(6 + 3);
        SweepFolder unbroken = TinySweep.make(folder.resolve("unbroken"), "grid", plan);
        Noting noting = new Noting();
        TinySweep.work(unbroken, noting);
        assertThat(begun.stream().distinct().map(run -> run + " " + number(sweep, run) + "/6"))
                .isEqualTo(noting.begun);
        for (RunFolder run : sweep.runs()) {
            List<Long> steps = new ArrayList<>();
            new EventTail(run).read().events().forEach(logged -> {
                if (logged.event() instanceof TrainingEvent.Stepped step) {
                    steps.add(step.step());
                }
            });
            assertThat(steps).hasSize(6 * 8).doesNotHaveDuplicates();
        }
    }

    private static int number(SweepFolder sweep, String run) {
        return List.copyOf(sweep.read().runs().keySet()).indexOf(run) + 1;
    }

    private Process child(SweepFolder sweep) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TinySweep.class.getName(),
                        sweep.path().toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("child.log").toFile()))
                .start();
    }

    private static double f1(SweepFolder sweep, String run) {
        return StoredResult.read(sweep.run(run)).validation().scores().macroF1();
    }

    @Test
    void theSettingThatDidBestIsRepeatedFirst() {
        SweepPlan plan = TinySweep.plan(
                data, 4, false, new Axis("lr", List.of("1e-9", "1e-2")), new Axis("seed", List.of("42", "7", "8")));
        SweepFolder sweep = TinySweep.make(runs, "grid", plan);
        List<String> told = new ArrayList<>();
        Noting noting = new Noting() {
            @Override
            public void preferred(RunFolder run, Standing standing) {
                told.add(run.name() + " " + standing.runs() + " of " + standing.of());
            }
        };
        TinySweep.work(sweep, noting);
        // One learns nothing at that rate; the stored order takes the two by turns, the first being the one in the
        // middle.
        assertThat(sweep.read().runs().values().stream().map(values -> values.get("lr")))
                .containsExactly("1e-9", "1e-2", "1e-9", "1e-2", "1e-9", "1e-2");
        assertThat(f1(sweep, "grid-02")).isGreaterThan(f1(sweep, "grid-01"));
        assertThat(noting.begun)
                .containsExactly(
                        "grid-01 1/6", "grid-02 2/6", "grid-04 4/6", "grid-06 6/6", "grid-03 3/6", "grid-05 5/6");
        assertThat(told).containsExactly("grid-04 1 of 2", "grid-06 2 of 2");
    }

    @Test
    void aSweepInTheOrderOfTheGridKeepsToIt() {
        SweepPlan informative = TinySweep.plan(
                data, 1, false, new Axis("lr", List.of("1e-9", "1e-2")), new Axis("seed", List.of("42", "7")));
        SweepPlan plan = new SweepPlan(data, informative.base(), informative.axes(), SweepPlan.Order.GRID, false);
        Noting noting = new Noting();
        TinySweep.work(TinySweep.make(runs, "grid", plan), noting);
        assertThat(noting.begun).containsExactly("grid-01 1/4", "grid-02 2/4", "grid-03 3/4", "grid-04 4/4");
    }

    @Test
    void aRunThatFailsOrIsDamagedDoesNotKeepTheOthersFromTheirTurn() throws IOException {
        SweepFolder sweep = TinySweep.make(
                runs, "grid", TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-2", "1e30", "1e-3", "2e-3"))));
        String damaged = sweep.runs().get(0).name();
        Files.writeString(sweep.run(damaged).request(), "{");
        Noting noting = new Noting();
        TinySweep.work(sweep, noting);
        assertThat(noting.begun).hasSize(4);
        assertThat(noting.failed).hasSize(2);
        assertThat(noting.failed.get(0)).startsWith(damaged).contains("request.json");
        assertThat(noting.failed.get(1)).contains("--lr");
        assertThat(sweep.runs().stream().filter(RunFolder::finished)).hasSize(2);
        assertThat(sweep.runs().stream().filter(RunFolder::failed)).hasSize(2);
    }

    @Test
    void runsAreAddedAndDroppedWhileItGoesOn() {
        SweepPlan plan = TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-2", "1e-3", "2e-3")));
        SweepFolder sweep = TinySweep.make(runs, "grid", plan);
        List<String> names = sweep.runs().stream().map(RunFolder::name).toList();
        Noting noting = new Noting() {
            @Override
            public RunListener begins(RunFolder run, Map<String, String> values, int number, int of) {
                if (begun.isEmpty()) {
                    sweep.drop(names.get(1));
                    Grid more;
                    try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
                        more = Grid.of(TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-3", "5e-3"))), loaded);
                    }
                    assertThat(sweep.add(more.runs())).containsExactly("grid-04");
                }
                return super.begins(run, values, number, of);
            }
        };
        TinySweep.work(sweep, noting);
        assertThat(noting.begun).containsExactly("grid-01 1/3", "grid-03 2/3", "grid-04 3/3");
        assertThat(sweep.run("grid-04").finished()).isTrue();
        assertThat(RunSummary.of(sweep.run("grid-04")).settings().training().learningRate())
                .isEqualTo(5e-3);
        assertThat(sweep.read().dropped()).containsExactly("grid-02");
        assertThat(sweep.run("grid-02").path()).doesNotExist();
        assertThatThrownBy(() -> sweep.drop("grid-02"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("grid-02");
    }

    @Test
    void aRunThatIsAskedToStopByItselfLeavesTheOthersTheirTurn() {
        SweepFolder sweep =
                TinySweep.make(runs, "grid", TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-2", "1e-3"))));
        sweep.runs().get(0).askToStop();
        TinySweep.work(sweep, new SweepListener() {});
        assertThat(sweep.runs().get(0).finished()).isFalse();
        assertThat(sweep.runs().get(1).finished()).isTrue();
    }

    @Test
    void aFullDiskPausesTheSweepAndNothingThatIsFinishedIsLost() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 2)) {
            SweepFolder sweep = TinySweep.make(
                    disk.path().resolve("runs"),
                    "grid",
                    TinySweep.plan(data, 2, false, new Axis("lr", List.of("1e-2", "1e-3", "2e-3"))));
            Path[] filler = new Path[1];
            SweepListener filling = new SweepListener() {
                @Override
                public void finished(RunResult result) {
                    filler[0] = disk.fill();
                }
            };
            assertThatThrownBy(() -> TinySweep.work(sweep, filling))
                    .hasMessageContaining("disk is full")
                    .matches(AtomicFile::full);
            assertThat(sweep.runs().get(0).finished()).isTrue();
            assertThat(sweep.runs().get(2).begun()).isFalse();
            Files.delete(filler[0]);
            TinySweep.work(sweep, new SweepListener() {});
            assertThat(sweep.runs())
                    .allSatisfy(run -> assertThat(run.finished()).isTrue());
        }
    }

    @Test
    void aSweepMovedWithItsRunsGoesOnElsewhere() throws IOException {
        SweepFolder sweep =
                TinySweep.make(runs, "grid", TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-2", "1e-3"))));
        Path elsewhere = Files.move(runs, folder.resolve("別の場所"));
        SweepFolder moved = SweepFolder.find(elsewhere, "grid");
        assertThat(moved.name()).isEqualTo(sweep.name());
        TinySweep.work(moved, new SweepListener() {});
        assertThat(moved.runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.finished()).isTrue());
        assertThat(SweepFolder.of(moved.runs().get(0))).hasValue(moved);
    }

    @Test
    void aSweepWhoseMakingWasCutShortHasAllItsRunsNonetheless() throws IOException {
        SweepFolder sweep =
                TinySweep.make(runs, "grid", TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-2", "1e-3"))));
        Files.delete(sweep.runs().get(1).request());
        Files.delete(sweep.runs().get(1).path());
        TinySweep.work(sweep, new SweepListener() {});
        assertThat(sweep.runs().get(1).finished()).isTrue();
    }

    @Test
    void aNameThatIsTakenIsRefusedAndADamagedSweepSaysSo() throws IOException {
        SweepPlan plan = TinySweep.plan(data, 1, false, new Axis("lr", List.of("1e-2", "1e-3")));
        SweepFolder sweep = TinySweep.make(runs, "grid", plan);
        assertThatThrownBy(() -> TinySweep.make(runs, "grid", plan)).hasMessageContaining("grid");
        assertThatThrownBy(() -> TinySweep.make(runs, "a/b", plan)).hasMessageContaining("a/b");
        assertThatThrownBy(() -> SweepFolder.find(runs, "nichts")).hasMessageContaining("nichts");
        Files.writeString(sweep.path().resolve("sweep.json"), "{\"format\":1}");
        assertThatThrownBy(sweep::read).isInstanceOf(RequestException.class).hasMessageContaining("sweep.json");
        assertThat(SweepFolder.list(runs)).containsExactly(sweep);
    }
}
