package dev.bunrui.service;

import static dev.bunrui.service.Followed.await;
import static dev.bunrui.service.Followed.awaitSteps;
import static dev.bunrui.service.Followed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real worker that is held still, as one that hangs is. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class HungWorkerTest {
    private static final int EPOCHS = 50;
    private static final Path ADAPTER = Path.of("adapter", "adapter_model.safetensors");

    @TempDir
    static Path shared;

    private static Path data;
    private static RunFolder whole;

    @TempDir
    Path home;

    private AppFolders folders;
    private BackgroundService background;
    private RunFolder run;
    private Process service;
    private ProcessHandle worker;

    @BeforeAll
    static void train() throws Exception {
        data = TinyRun.data(shared);
        whole = new TrainingRun(new ModelLocator(Path.of("assets")), "test", new RunListener() {}, () -> false)
                .start(shared.resolve("runs"), "whole", TinyRun.settings(data, EPOCHS))
                .folder();
    }

    @BeforeEach
    void begin() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        background = new BackgroundService(folders);
        run = RunRequest.make(folders.runs(), "run", TinyRun.settings(data, EPOCHS));
        background.ask(run);
        service = service();
        awaitSteps(run, 20);
        worker = worker(service);
        assertThat(background.state(run).held()).isTrue();
    }

    /** Silence is worried about after a second instead of five minutes. */
    private Process service() throws Exception {
        ProcessBuilder builder = background.process();
        builder.command().add(1, "-Dbunrui.silence=1");
        return builder.start();
    }

    @AfterEach
    void leaveNobodyBehind() {
        service.destroyForcibly();
        worker.destroyForcibly();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(worker.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitSilence() {
        await("the run is silent", () -> background.state(run) == State.SILENT);
    }

    private void goOnToTheSameEnd() throws Exception {
        background.ask(run);
        assertThat(service().waitFor()).isZero();
        endedAsIfNothingHadHappened();
    }

    private void endedAsIfNothingHadHappened() throws Exception {
        assertThat(background.state(run)).isEqualTo(State.FINISHED);
        assertThat(run.path().resolve(ADAPTER))
                .hasSameBinaryContentAs(whole.path().resolve(ADAPTER));
        long all = RunSummary.of(run).steps();
        assertThat(Followed.steps(run))
                .isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
        assertThat(background.queue().runs()).isEmpty();
    }

    @Test
    void silenceIsToldAndAProcessThatComesToItselfIsNotEnded() throws Exception {
        signal("STOP");
        awaitSilence();
        RunSummary summary = RunSummary.of(run);
        assertThat(summary.state()).isEqualTo(State.SILENT);
        assertThat(summary.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.english()).contains("no sign of life since", "Stop the run");
            assertThat(failure.japanese()).contains("応答がありません").endsWith("。");
        });
        assertThat(Files.exists(run.failure())).isFalse();
        signal("CONT");
        assertThat(service.waitFor()).isZero();
        assertThat(RunSummary.of(run).failure()).isEmpty();
        endedAsIfNothingHadHappened();
    }

    @Test
    void aSilentWorkerIsEndedWhenItsRunIsStopped() throws Exception {
        signal("STOP");
        awaitSilence();
        background.stop(run);
        assertThat(service.waitFor()).isZero();
        assertThat(worker.isAlive()).isFalse();
        assertThat(background.state(run)).isEqualTo(State.STOPPED);
        assertThat(RunSummary.of(run).failure()).isEmpty();
        goOnToTheSameEnd();
    }

    @Test
    void soItIsWhereTheServiceIsGoneToo() throws Exception {
        service.destroyForcibly().waitFor();
        signal("STOP");
        awaitSilence();
        background.stop(run);
        background.awaitStopped(run);
        assertThat(background.state(run)).isEqualTo(State.STOPPED);
        goOnToTheSameEnd();
    }

    @Test
    void aWorkerThatDoesNotStopIsEndedThoughNobodyHadNoticedItsSilence() throws Exception {
        signal("STOP");
        background.stop(run);
        assertThat(service.waitFor()).isZero();
        assertThat(worker.isAlive()).isFalse();
        assertThat(background.state(run)).isEqualTo(State.STOPPED);
        goOnToTheSameEnd();
    }

    @Test
    void aNextServiceEndsTheHungWorkerOfOneThatIsGone() throws Exception {
        service.destroyForcibly().waitFor();
        signal("STOP");
        run.askToStop();
        assertThat(service().waitFor()).isZero();
        assertThat(background.state(run)).isEqualTo(State.STOPPED);
        goOnToTheSameEnd();
    }
}
