package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunListener.Stage;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that try a run out. */
class RehearsalTest {
    @TempDir
    Path home;

    private AppFolders folders() {
        return new AppFolders(Path.of(""), home);
    }

    @Test
    void anotherProcessTellsWhatARunWouldTake() throws Exception {
        RunSettings settings = TinyRun.settings(TinyRun.data(home), 3);
        List<Stage> stages = new ArrayList<>();
        Rehearsed found = Rehearsal.of(folders(), settings, stages::add, () -> {});
        assertThat(stages).containsExactly(Stage.READING, Stage.LOADING, Stage.TRAINING);
        assertThat(found.stepSeconds()).isPositive();
        assertThat(found.seconds()).isGreaterThan(found.stepSeconds());
        assertThat(folders().runs()).doesNotExist();
    }

    @Test
    void whatIsWrongWithTheRunIsSaidInASentence() {
        RunSettings settings = TinyRun.settings(home.resolve("nothing.csv"), 1);
        assertThatThrownBy(() -> Rehearsal.of(folders(), settings, stage -> {}, () -> {}))
                .isInstanceOfSatisfying(RequestException.class, refused -> {
                    assertThat(refused.message(Locale.ENGLISH)).contains("nothing.csv");
                    assertThat(refused.message(Locale.JAPANESE))
                            .contains("nothing.csv")
                            .endsWith("。");
                });
    }

    @Test
    void aTrialThatIsNoLongerWantedEndsWithItsProcess() throws Exception {
        // So much that the process would be at it long after the wait below.
        RunSettings settings = TinyRun.settings(TinyRun.data(home, 300_000), 1);
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        assertThatThrownBy(() -> Rehearsal.of(folders(), settings, stage -> {}, () -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        for (ProcessHandle begun : ProcessHandle.current().children().toList()) {
            if (!before.contains(begun)) {
                begun.onExit().get(5, TimeUnit.SECONDS);
            }
        }
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }
}
