package dev.bunrui.service;

import static dev.bunrui.service.Followed.awaitSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.SmallDisk;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of two megabytes, where the tests may mount one. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FullDiskTest {
    private static final int EPOCHS = 50;

    @TempDir
    Path folder;

    private SmallDisk small;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        small = SmallDisk.mount(folder, 2);
        disk = small.path();
    }

    @AfterEach
    void unmount() throws Exception {
        if (small != null) {
            small.close();
        }
    }

    @Test
    void everyRunSaysThatTheDiskIsFullAndGoesOnOnceItIsNot() throws Exception {
        BackgroundService background = new BackgroundService(new AppFolders(Path.of(""), disk.resolve("home")));
        RunFolder run = ask(background, "run", EPOCHS);
        RunFolder next = ask(background, "next", 1);
        Process service = background.process().start();
        awaitSteps(run, 20);
        Path filler = small.fill();
        assertThat(service.waitFor()).isZero();
        for (RunFolder each : new RunFolder[] {run, next}) {
            assertThat(background.state(each)).isEqualTo(State.FAILED);
            RunSummary summary = RunSummary.of(each);
            assertThat(summary.state()).isEqualTo(State.FAILED);
            assertThat(summary.failure()).hasValueSatisfying(failure -> {
                assertThat(failure.english())
                        .contains("disk is full", each.path().toString());
                assertThat(failure.japanese()).contains("ディスクの空きがな").endsWith("。");
            });
        }
        Files.delete(filler);
        background.ask(run);
        background.ask(next);
        assertThat(background.process().start().waitFor()).isZero();
        assertThat(background.state(run)).isEqualTo(State.FINISHED);
        assertThat(background.state(next)).isEqualTo(State.FINISHED);
        assertThat(background.queue().runs()).isEmpty();
    }

    @Test
    void aWaitingRunIsStoppedOnAFullDisk() throws Exception {
        BackgroundService background = new BackgroundService(new AppFolders(Path.of(""), disk.resolve("home")));
        RunFolder waiting = ask(background, "waiting", 1);
        small.fill();
        // It cannot be taken out of the queue, but the stop itself needs no room.
        assertThatThrownBy(() -> background.stop(waiting))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("disk is full");
        assertThat(background.process().start().waitFor()).isZero();
        assertThat(background.state(waiting)).isEqualTo(State.WAITING);
        assertThat(Files.exists(waiting.events())).isFalse();
    }

    private RunFolder ask(BackgroundService background, String name, int epochs) throws IOException {
        RunFolder run = RunRequest.make(
                disk.resolve("home").resolve("runs"), name, TinyRun.settings(TinyRun.data(folder), epochs));
        background.ask(run);
        return run;
    }
}
