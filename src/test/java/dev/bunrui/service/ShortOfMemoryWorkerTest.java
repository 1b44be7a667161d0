package dev.bunrui.service;

import static dev.bunrui.service.Followed.awaitSteps;
import static dev.bunrui.service.Followed.steps;
import static dev.bunrui.service.Followed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real workers whose memory does not hold what a run would compute at once. */
@Timeout(240)
class ShortOfMemoryWorkerTest {
    private static final int EPOCHS = 100;
    private static final Path ADAPTER = Path.of("adapter", "adapter_model.safetensors");

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

    private RunFolder asked(String name, int microBatch) {
        RunFolder run = RunRequest.make(folders.runs(), name, TinyRun.settings(data, EPOCHS, microBatch));
        background.ask(run);
        return run;
    }

    private Process service(String limit) throws IOException {
        ProcessBuilder builder = background.process();
        builder.command().add(1, "-Dbunrui.memory-limit=" + limit);
        return builder.start();
    }

    private static List<String> lacks(RunFolder run) throws IOException {
        return Files.readAllLines(run.events()).stream()
                .filter(line -> line.contains("\"out_of_memory\""))
                .toList();
    }

    @Test
    void aWorkerThatRunsOutOfMemoryAndIsKilledLaterGoesOnWithWhatItHolds() throws Exception {
        RunFolder half = asked("half", 4);
        RunFolder run = asked("run", 8);
        Process service = service("800000");
        awaitSteps(run, 20);
        ProcessHandle killed = worker(service);
        killed.destroyForcibly();
        assertThat(service.waitFor()).isZero();
        killed.onExit().join();
        assertThat(killed.isAlive()).isFalse();
        assertThat(lacks(run)).hasSize(1);
        background.ask(run);
        Process next = service("800000");
        assertThat(next.waitFor()).isZero();
        assertThat(next.descendants()).isEmpty();
        RunSummary summary = RunSummary.of(run);
        assertThat(summary.state()).isEqualTo(RunSummary.State.FINISHED);
        assertThat(lacks(run)).singleElement().asString().contains("\"articles\":8,\"fewer\":4");
        assertThat(steps(run))
                .isEqualTo(LongStream.rangeClosed(1, summary.steps()).boxed().toList());
        assertThat(run.path().resolve(ADAPTER))
                .hasSameBinaryContentAs(half.path().resolve(ADAPTER));
    }

    @Test
    void aRunThatNoMemoryHoldsFailsWithASentenceAndHoldsUpNobody() throws Exception {
        RunFolder failing = asked("failing", 8);
        Process service = service("100000");
        assertThat(service.waitFor()).isZero();
        RunSummary summary = RunSummary.of(failing);
        assertThat(summary.state()).isEqualTo(RunSummary.State.FAILED);
        assertThat(summary.failure().orElseThrow().english()).contains("single article", "--max-length");
        assertThat(failing.held()).isFalse();
        assertThat(service.descendants()).isEmpty();
        assertThat(background.queue().runs()).isEmpty();
    }
}
