package dev.bunrui.service;

import static dev.bunrui.service.Followed.await;
import static dev.bunrui.service.Followed.awaitSteps;
import static dev.bunrui.service.Followed.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.GivenUpNote;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.SignOfLife;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.file.AppFolders;
import dev.bunrui.torch.Torch;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingEvent.GivenUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a service, and two workers at a time. */
@Timeout(120)
class LanesTest {
    private static final int MANY_EPOCHS = 50;
    private static final Path WEIGHTS = Path.of("adapter", "adapter_model.safetensors");

    @TempDir
    Path home;

    private AppFolders folders;
    private BackgroundService background;
    private Path data;

    @BeforeEach
    void open() throws IOException {
        folders = new AppFolders(Path.of(""), home);
        background = new BackgroundService(folders);
        data = TinyRun.data(home);
    }

    private RunFolder asked(String name, int epochs) {
        return asked(name, TinyRun.settings(data, epochs));
    }

    private RunFolder asked(String name, RunSettings settings) {
        RunFolder run = RunRequest.make(folders.runs(), name, settings);
        background.ask(run);
        return run;
    }

    private RunSettings withoutDevice() {
        Map<String, String> options = new LinkedHashMap<>(RunOptions.of(TinyRun.settings(data, 1)));
        options.put("device", "auto");
        return RunOptions.parse(options, data);
    }

    private Process service() throws IOException {
        ProcessBuilder builder = background.process();
        builder.environment().put(Devices.VARIABLE, "cpu,cpu");
        return builder.start();
    }

    private String log() {
        try {
            return Files.readString(folders.service().resolve("service.log"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    private static ProcessHandle workerOn(RunFolder run) {
        return ProcessHandle.of(SignOfLife.of(run).orElseThrow().process()).orElseThrow();
    }

    private static void everyStepOnce(RunFolder run) throws IOException {
        assertThat(run.finished()).as(run.name()).isTrue();
        long all = RunSummary.of(run).steps();
        assertThat(steps(run)).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
    }

    @Test
    void twoRunsAreWorkedOnAtOnceAndAKilledWorkerLeavesTheOtherAlone() throws Exception {
        RunFolder whole = asked("whole", MANY_EPOCHS);
        RunFolder killed = asked("killed", MANY_EPOCHS);
        RunFolder third = asked("third", 1);
        Process service = service();
        await("both are worked on", () -> whole.held() && killed.held());
        assertThat(background.waiting()).containsExactly(third);
        awaitSteps(killed, 20);
        workerOn(killed).destroyForcibly();
        assertThat(service.waitFor()).as(this::log).isZero();
        assertThat(background.states(List.of(whole, killed, third)))
                .containsExactly(State.FINISHED, State.FAILED, State.FINISHED);
        background.ask(killed);
        assertThat(service().waitFor()).as(this::log).isZero();
        everyStepOnce(whole);
        everyStepOnce(killed);
        assertThat(killed.path().resolve(WEIGHTS))
                .hasSameBinaryContentAs(whole.path().resolve(WEIGHTS));
        assertThat(background.queue().runs()).isEmpty();
    }

    @Test
    void theWorkersOfAKilledServiceKeepTheirDevices() throws Exception {
        RunFolder first = asked("first", MANY_EPOCHS);
        RunFolder second = asked("second", MANY_EPOCHS);
        RunFolder third = asked("third", 1);
        Process service = service();
        awaitSteps(first, 5);
        awaitSteps(second, 5);
        service.destroyForcibly().waitFor();
        assertThat(service().waitFor()).as(this::log).isZero();
        everyStepOnce(first);
        everyStepOnce(second);
        everyStepOnce(third);
        assertThat(log().lines().filter(line -> line.contains("begins"))).hasSize(3);
        assertThat(RunManifest.read(third.manifest()).created())
                .isAfter(List.of(first, second).stream()
                        .map(LanesTest::finishedAt)
                        .sorted()
                        .findFirst()
                        .orElseThrow());
    }

    private static Instant finishedAt(RunFolder run) {
        try {
            return Files.getLastModifiedTime(run.metrics()).toInstant();
        } catch (IOException unfinished) {
            throw new UncheckedIOException(unfinished);
        }
    }

    private SweepPlan plan(int epochs) {
        return TinySweep.plan(
                data, epochs, false, new Axis("lr", List.of("1e-2", "3e-3")), new Axis("seed", List.of("1", "2")));
    }

    private List<String> workedOn(SweepFolder sweep) throws IOException {
        List<String> lines = new ArrayList<>();
        for (RunFolder run : sweep.runs()) {
            if (Files.exists(run.log())) {
                Files.readAllLines(run.log()).stream()
                        .filter(line -> line.contains(" on cpu in "))
                        .map(line -> line.replaceFirst(".* run .*[/\\\\](\\S+) on cpu in .*", "$1"))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    /** As each of two workers does: sums come out a little differently with other threads. */
    private static void workWithHalfTheThreads(SweepFolder sweep) {
        int all = Torch.threads();
        Torch.threads(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        try {
            TinySweep.work(sweep, new SweepListener() {});
        } finally {
            Torch.threads(all);
        }
    }

    @Test
    void twoWorkersShareASweepAndItsScoresAreThoseOfOne() throws Exception {
        SweepFolder alone = TinySweep.make(folders.runs(), "alone", plan(8));
        workWithHalfTheThreads(alone);
        SweepFolder shared = TinySweep.make(folders.runs(), "shared", plan(8));
        shared.runs().forEach(background::ask);
        assertThat(service().waitFor()).as(this::log).isZero();
        assertThat(background.queue().runs()).isEmpty();
        assertThat(workedOn(shared))
                .containsExactlyInAnyOrderElementsOf(
                        shared.runs().stream().map(RunFolder::name).toList());
        // Each of the two was begun by a worker of its own.
        assertThat(shared.runs().subList(0, 2))
                .allSatisfy(run -> assertThat(run.log()).isNotEmptyFile());
        for (int i = 0; i < 4; i++) {
            RunFolder run = shared.runs().get(i);
            everyStepOnce(run);
            assertThat(Files.readString(run.metrics()))
                    .isEqualTo(Files.readString(alone.runs().get(i).metrics()));
        }
    }

    private static <E> List<E> logged(RunFolder run, Class<E> kind) {
        return new EventTail(run)
                .read().events().stream()
                        .map(LoggedEvent::event)
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList();
    }

    /** The best macro-F1 of a run up to an epoch. */
    private static double reached(RunFolder run, int epoch) {
        return logged(run, TrainingEvent.Evaluated.class).stream()
                .filter(each -> each.epoch() >= 1 && each.epoch() <= epoch)
                .mapToDouble(each -> each.scores().macroF1())
                .max()
                .orElseThrow();
    }

    private static int epochs(RunFolder run) {
        return logged(run, TrainingEvent.Evaluated.class).stream()
                .mapToInt(TrainingEvent.Evaluated::epoch)
                .max()
                .orElseThrow();
    }

    @Test
    void ofASharedSweepOnlyRunsThatLieBehindThoseFinishedByThenAreGivenUpAndEachSaysSo() throws Exception {
        int epochs = 5;
        Path many = TinyRun.data(Files.createDirectory(home.resolve("many")), 240);
        SweepFolder sweep = TinySweep.make(
                folders.runs(),
                "sweep",
                TinySweep.plan(
                        many,
                        epochs,
                        true,
                        new Axis("lr", List.of("1e-2", "1e-9")),
                        new Axis("seed", List.of("1", "2", "4", "5"))));
        sweep.runs().forEach(background::ask);
        assertThat(service().waitFor()).as(this::log).isZero();
        List<RunFolder> inOrder = sweep.runs().stream()
                .sorted(Comparator.comparing(LanesTest::finishedAt))
                .toList();
        List<RunFolder> givenUp = new ArrayList<>();
        for (RunFolder run : inOrder) {
            List<GivenUp> given = logged(run, GivenUp.class);
            assertThat(epochs(run))
                    .isEqualTo(given.isEmpty() ? epochs : given.get(0).epoch());
            for (GivenUp each : given) {
                givenUp.add(run);
                assertThat(RunSummary.of(run).givenUp()).hasValue(new GivenUpNote(each));
                double[] others = inOrder.stream()
                        .filter(other -> !other.equals(run) && epochs(other) >= each.epoch())
                        .limit(each.others())
                        .mapToDouble(other -> reached(other, each.epoch()))
                        .sorted()
                        .toArray();
                int half = others.length / 2;
                assertThat(others).hasSize(each.others()).hasSizeGreaterThanOrEqualTo(3);
                assertThat(each.median())
                        .isEqualTo(others.length % 2 == 1 ? others[half] : (others[half - 1] + others[half]) / 2)
                        .isGreaterThan(each.upper());
                assertThat(each.bestF1()).isEqualTo(reached(run, each.epoch()));
            }
        }
        assertThat(givenUp).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sweep.read().runs().entrySet())
                .filteredOn(run -> givenUp.contains(sweep.run(run.getKey())))
                .allSatisfy(run -> assertThat(run.getValue()).containsEntry("lr", "1e-9"));
    }

    @Test
    void aSweepsRunWhoseWorkerIsKilledIsGoneOnWithByAnother() throws Exception {
        SweepFolder sweep = TinySweep.make(folders.runs(), "sweep", plan(20));
        List<RunFolder> runs = sweep.runs();
        runs.forEach(background::ask);
        Process service = service();
        // Not its worker's first, which would be noted as failed.
        await(
                "the third is worked on",
                () -> runs.get(2).held() && SignOfLife.of(runs.get(2)).isPresent());
        awaitSteps(runs.get(2), 20);
        workerOn(runs.get(2)).destroyForcibly();
        assertThat(service.waitFor()).as(this::log).isZero();
        assertThat(background.queue().runs()).isEmpty();
        for (RunFolder run : runs) {
            everyStepOnce(run);
        }
        assertThat(workedOn(sweep))
                .hasSize(5)
                .filteredOn(runs.get(2).name()::equals)
                .hasSize(2);
    }

    @Test
    void aRunThatNamesADeviceWaitsForItsWorkerAndIsOvertaken() throws Exception {
        RunFolder running = asked("running", 10 * MANY_EPOCHS);
        RunFolder waiting = asked("waiting", 1);
        RunFolder overtaking = asked("overtaking", withoutDevice());
        Devices devices = new Devices(List.of("cpu", "cuda:99"));
        CompletableFuture<Void> service = CompletableFuture.runAsync(() -> {
            try {
                new ServiceProcess(folders, given -> devices).run();
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        await("the one behind was begun", overtaking::failed);
        assertThat(running.finished()).isFalse();
        assertThat(background.state(waiting)).isEqualTo(State.WAITING);
        // What is open to it is pinned to the worker's device, which no machine has.
        assertThat(RunSummary.of(overtaking).failure().orElseThrow().english()).contains("cuda:99 is not there");
        assertThat(RunSummary.of(overtaking).settings().device()).isEqualTo("auto");
        background.stop(running);
        service.join();
        assertThat(background.states(List.of(running, waiting))).containsExactly(State.STOPPED, State.FINISHED);
    }
}
