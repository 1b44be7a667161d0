package dev.bunrui.app.compare;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What is compared while more and more runs are finished. */
class CompareModelTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private AppContext context;
    private CompareModel model;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            context = AppContext.over(new AppFolders(Path.of(""), home));
            model = new CompareModel(context, new Trouble(context.texts()));
        });
    }

    @AfterEach
    void close() {
        context.work().close();
    }

    private SweepFolder sweep(String name) throws IOException {
        return TinySweep.make(
                home.resolve("runs"),
                name,
                TinySweep.plan(TinyRun.data(home), 1, false, new Axis("seed", List.of("1", "2", "3", "4", "5", "6"))));
    }

    /** Lets one of a sweep's runs be finished, tested on the articles of a fold. */
    private void finish(SweepFolder sweep, int number, String fold) throws IOException {
        RunFolder run = sweep.runs().get(number);
        FileTree.delete(run.path());
        SavedRun.predict(SavedRun.finished(home.resolve("runs"), run.name(), Instant.ofEpochSecond(number)));
        Files.writeString(
                run.manifest(),
                Files.readString(run.manifest())
                        .replace("5p1it", "5p1it-" + fold)
                        .replace("te5t", "te5t-" + fold));
    }

    @Test
    void theSweepThatIsLookedAtStaysSoWhenMostOfItsRunsAreOfAnotherFold() throws Exception {
        SweepFolder mine = sweep("mine");
        finish(mine, 0, "a");
        finish(mine, 1, "a");
        SweepFolder other = sweep("other");
        finish(other, 0, "c");
        finish(other, 1, "c");
        robot.interact(() -> model.look());
        await(model.scopes(), scopes -> !scopes.isEmpty());
        assertThat(looked(() -> model.scope().get().sweep())).isEqualTo(Optional.of("other"));
        robot.interact(() -> model.choose(model.scopes().get().stream()
                .filter(scope -> scope.sweep().equals(Optional.of("mine")))
                .findFirst()
                .orElseThrow()));
        for (int number = 2; number < 5; number++) {
            finish(mine, number, "b");
        }
        robot.interact(() -> model.look());
        await(
                model.scopes(),
                scopes -> scopes.stream().anyMatch(scope -> scope.runs().size() == 3));
        assertThat(looked(() -> model.scope().get().sweep())).isEqualTo(Optional.of("mine"));
        assertThat(looked(() -> model.scope().get().runs())).hasSize(3);
    }
}
