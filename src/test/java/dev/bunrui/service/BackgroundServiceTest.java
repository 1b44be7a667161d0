package dev.bunrui.service;

import static dev.bunrui.service.Followed.awaitSteps;
import static dev.bunrui.service.Followed.steps;
import static dev.bunrui.service.Followed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.training.StoppedException;
import dev.bunrui.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a service, and a worker for each run. */
class BackgroundServiceTest {
    private static final int MANY_EPOCHS = 50;

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

    private RunFolder asked(String name, int epochs, Path articles) {
        RunFolder run = RunRequest.make(folders.runs(), name, TinyRun.settings(articles, epochs));
        background.queue().add(run);
        return run;
    }

    private Process service() throws IOException {
        return background.process().start();
    }

    private void workThrough() throws Exception {
        assertThat(service().waitFor()).as(this::log).isZero();
        assertThat(background.queue().runs()).isEmpty();
    }

    private String log() {
        try {
            return Files.readString(folders.service().resolve("service.log"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    private static RunSummary.State state(RunFolder run) {
        return RunSummary.of(run).state();
    }

    @Test
    void runsAreWorkedOnOneAfterTheOtherAndOneThatIsRefusedHoldsUpNone() throws Exception {
        RunFolder first = asked("最初", 2, data);
        RunFolder refused = asked("refused", 2, Files.writeString(home.resolve("one.csv"), "text,label\na,x\nb,x\n"));
        RunFolder last = asked("last", 2, data);
        assertThat(List.of(state(first), state(refused), state(last))).containsOnly(RunSummary.State.WAITING);
        workThrough();
        assertThat(state(first)).isEqualTo(RunSummary.State.FINISHED);
        assertThat(state(last)).isEqualTo(RunSummary.State.FINISHED);
        RunSummary summary = RunSummary.of(refused);
        assertThat(summary.state()).isEqualTo(RunSummary.State.FAILED);
        assertThat(summary.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.refused()).isTrue();
            assertThat(failure.english()).contains("one.csv", "one class only");
            assertThat(failure.japanese()).contains("one.csv").endsWith("。");
        });
        assertThat(first.path().resolve("adapter/adapter_model.safetensors"))
                .hasSameBinaryContentAs(last.path().resolve("adapter/adapter_model.safetensors"));
        assertThat(Files.readString(refused.log())).contains("one class only");
    }

    @Test
    void aKilledWorkerIsNotedAndTheRunGoesOnToTheSameEnd() throws Exception {
        RunFolder whole = asked("whole", MANY_EPOCHS, data);
        RunFolder killed = asked("killed", MANY_EPOCHS, data);
        Process service = service();
        awaitSteps(killed, 20);
        worker(service).destroyForcibly();
        assertThat(service.waitFor()).as(this::log).isZero();
        RunSummary summary = RunSummary.of(killed);
        assertThat(summary.state()).isEqualTo(RunSummary.State.FAILED);
        assertThat(summary.failure().orElseThrow().english())
                .contains(killed.log().toString());
        background.ask(killed);
        assertThat(background.state(killed)).isEqualTo(RunSummary.State.WAITING);
        workThrough();
        assertThat(state(killed)).isEqualTo(RunSummary.State.FINISHED);
        assertThat(RunSummary.of(killed).failure()).isEmpty();
        assertThat(killed.path().resolve("adapter/adapter_model.safetensors"))
                .hasSameBinaryContentAs(whole.path().resolve("adapter/adapter_model.safetensors"));
        assertThat(steps(killed)).isEqualTo(steps(whole));
    }

    @Test
    void aRunStopsWhenAskedAndGoesOnLater() throws Exception {
        RunFolder run = asked("run", MANY_EPOCHS, data);
        RunFolder other = asked("other", 1, data);
        Process service = service();
        awaitSteps(run, 20);
        background.stop(other);
        background.stop(run);
        run.awaitReleased();
        assertThat(run.held()).isFalse();
        assertThat(service.waitFor()).as(this::log).isZero();
        assertThat(state(run)).isEqualTo(RunSummary.State.STOPPED);
        assertThat(state(other)).isEqualTo(RunSummary.State.WAITING);
        assertThat(Files.exists(other.events())).isFalse();
        background.ask(run);
        workThrough();
        assertThat(state(run)).isEqualTo(RunSummary.State.FINISHED);
        long all = RunSummary.of(run).steps();
        assertThat(steps(run)).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
    }

    @Test
    void theRunThatIsWorkedOnHasNoPlaceAmongThoseThatWait() throws Exception {
        RunFolder run = asked("run", MANY_EPOCHS, data);
        RunFolder second = asked("second", 1, data);
        RunFolder third = asked("third", 1, data);
        Process service = service();
        awaitSteps(run, 5);
        assertThat(background.waiting()).containsExactly(second, third);
        background.move(third, 0);
        background.move(run, 1);
        assertThat(background.waiting()).containsExactly(third, second);
        assertThat(background.queue().runs()).containsExactly(run, third, second);
        background.stop(run);
        assertThat(service.waitFor()).as(this::log).isZero();
        assertThat(RunSummary.of(third).manifest().orElseThrow().created())
                .isBefore(RunSummary.of(second).manifest().orElseThrow().created());
    }

    @Test
    void aRunWhoseFolderIsGoneHoldsUpNobody() throws Exception {
        RunFolder gone = asked("gone", 1, data);
        RunFolder run = asked("run", 1, data);
        Files.delete(gone.request());
        Files.delete(gone.path());
        workThrough();
        assertThat(state(run)).isEqualTo(RunSummary.State.FINISHED);
        assertThat(Files.exists(gone.path())).isFalse();
    }

    @Test
    void aRunThatIsStoppedAndAtOnceAskedForAgainIsDone() throws Exception {
        RunFolder run = asked("run", MANY_EPOCHS, data);
        Process service = service();
        awaitSteps(run, 20);
        background.stop(run);
        run.awaitReleased();
        // The worker is still ending, and the service has not heard of its end.
        background.ask(run);
        assertThat(service.waitFor()).as(this::log).isZero();
        if (!run.finished()) {
            // The service may have ended between the two requests: then it would have been started again.
            workThrough();
        }
        assertThat(state(run)).isEqualTo(RunSummary.State.FINISHED);
        assertThat(background.queue().runs()).isEmpty();
    }

    @Test
    void aRunOfATerminalStopsWhenAsked() {
        RunFolder run = RunRequest.make(folders.runs(), "run", TinyRun.settings(data, MANY_EPOCHS));
        RunListener stopping = new RunListener() {
            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped step && step.step() == 20) {
                    background.stop(run);
                }
            }
        };
        TrainingRun terminal = new TrainingRun(new ModelLocator(folders.assets()), "test", stopping, () -> false);
        assertThatThrownBy(() -> terminal.resume(run)).isInstanceOf(StoppedException.class);
        assertThat(RunSummary.of(run).step()).isEqualTo(20);
        assertThat(state(run)).isEqualTo(RunSummary.State.STOPPED);
    }

    @Test
    void aRunOutlivesTheServiceAndTheNextServiceWaitsForIt() throws Exception {
        RunFolder run = asked("run", MANY_EPOCHS, data);
        Process service = service();
        awaitSteps(run, 5);
        ProcessHandle worker = worker(service);
        service.destroyForcibly().waitFor();
        assertThat(worker.isAlive()).isTrue();
        assertThat(state(run)).isEqualTo(RunSummary.State.RUNNING);
        workThrough();
        assertThat(state(run)).isEqualTo(RunSummary.State.FINISHED);
        assertThat(RunSummary.of(run).failure()).isEmpty();
        worker.onExit().join();
        long all = RunSummary.of(run).steps();
        assertThat(steps(run)).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
    }

    @Test
    void manyServicesDoTheWorkOnce() throws Exception {
        RunFolder run = asked("run", 50, data);
        List<Process> services = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            services.add(service());
        }
        for (Process service : services) {
            assertThat(service.waitFor()).as(this::log).isZero();
        }
        assertThat(background.queue().runs()).isEmpty();
        assertThat(state(run)).isEqualTo(RunSummary.State.FINISHED);
        assertThat(log().lines().filter(line -> line.contains("begins"))).hasSize(1);
    }

    private RunFolder askedByAProcessThatIsKilled(int epochs, int askings) throws Exception {
        Process asker = JavaProcess.of(
                        folders,
                        AskingProcess.class,
                        data.toString(),
                        Integer.toString(epochs),
                        Integer.toString(askings))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        RunFolder run = new RunFolder(Path.of(asker.inputReader().readLine()));
        asker.destroyForcibly().waitFor();
        return run;
    }

    @Test
    void aRunEndsAsIfNothingHadHappenedWhenItsAskerIsKilledAndTwentyAskingsMakeOneRun() throws Exception {
        RunFolder run = askedByAProcessThatIsKilled(50, 20);
        Followed.await("the queue is empty", () -> background.queue().runs().isEmpty());
        assertThat(state(run)).as(this::log).isEqualTo(RunSummary.State.FINISHED);
        assertThat(RunSummary.list(folders.runs())).containsExactly(run);
        long all = RunSummary.of(run).steps();
        assertThat(steps(run)).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
        assertThat(log().lines().filter(line -> line.contains("begins"))).hasSize(1);
    }

    @Test
    void aRunWhoseWorkerAndServiceAreKilledWaitsAndIsTakenUpAgain() throws Exception {
        RunFolder run = asked("run", MANY_EPOCHS, data);
        Process service = service();
        awaitSteps(run, 20);
        ProcessHandle worker = worker(service);
        background.ensure(); // starts none beside it
        assertThat(ServiceProcess.atWork(folders)).isTrue();
        service.destroyForcibly().waitFor();
        worker.destroyForcibly();
        run.awaitReleased();
        assertThat(background.state(run)).isEqualTo(RunSummary.State.WAITING);
        assertThat(ServiceProcess.atWork(folders)).isFalse();
        background.ensure(); // as the window does when it opens
        Followed.await("the queue is empty", () -> background.queue().runs().isEmpty());
        assertThat(state(run)).as(this::log).isEqualTo(RunSummary.State.FINISHED);
        long all = RunSummary.of(run).steps();
        assertThat(steps(run)).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
        assertThat(log().lines().filter(line -> line.contains("begins"))).hasSize(2);
    }
}
