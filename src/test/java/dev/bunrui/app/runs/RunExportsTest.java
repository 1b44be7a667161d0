package dev.bunrui.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.runs.RunExports.Exported;
import dev.bunrui.app.runs.RunExports.Going;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A real run that is exported as the window does it, with real processes that check what was written. */
class RunExportsTest {
    @TempDir
    static Path home;

    @TempDir
    Path desk;

    private final FxRobot robot = new FxRobot();
    private final List<Going> stages = new ArrayList<>();
    private AppContext context;
    private RunExports exports;
    private Trouble trouble;
    private RunFolder run;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        AppFolders folders = new AppFolders(Path.of(""), home);
        run = Files.isDirectory(folders.runs().resolve("tiny"))
                ? RunFolder.find(folders.runs(), "tiny")
                : TinyRun.trained(folders, "tiny", TinyRun.data(home), 1);
        context = AppContext.over(folders);
        trouble = new Trouble(context.texts());
        exports = new RunExports(context, trouble);
    }

    @AfterEach
    void close() {
        context.work().close();
    }

    /** Exports the run as a model of its own; {@code seen} hears each stage on the window's thread. */
    private Path export(Consumer<Going> seen) throws Exception {
        Path target = desk.resolve("model");
        robot.interact(() -> {
            exports.going().addListener((observed, before, now) -> {
                if (now != null) {
                    stages.add(now);
                    seen.accept(now);
                }
            });
            exports.startMerged(run, target);
        });
        WaitForAsyncUtils.waitFor(
                2,
                TimeUnit.MINUTES,
                () -> WaitForAsyncUtils.asyncFx(() -> exports.going().get() == null)
                        .get());
        assertThat(trouble.sentence().get()).isEmpty();
        return target;
    }

    @Test
    void anExportTellsHowFarItIsAndHowItAnswers() throws Exception {
        Path target = export(going -> {});
        Exported exported = Objects.requireNonNull(exports.exported().get());
        assertThat(exported.target()).isEqualTo(target);
        assertThat(exported.check().orElseThrow().changed()).isZero();
        assertThat(stages).anyMatch(going -> !going.checking() && going.share() > 0.5);
        assertThat(stages).anyMatch(going -> going.checking());
    }

    @Test
    void oneThatIsStoppedWhileItIsCheckedIsThereUnchecked() throws Exception {
        Path target = export(going -> {
            if (going.checking()) {
                exports.cancel();
            }
        });
        assertThat(Objects.requireNonNull(exports.exported().get()).check()).isEmpty();
        assertThat(target.resolve("model.safetensors")).exists();
    }

    @Test
    void oneThatIsStoppedWhileItIsWrittenLeavesNothing() throws Exception {
        Path target = desk.resolve("model");
        robot.interact(() -> {
            exports.startMerged(run, target);
            exports.cancel();
        });
        WaitForAsyncUtils.waitFor(
                1,
                TimeUnit.MINUTES,
                () -> WaitForAsyncUtils.asyncFx(() -> exports.going().get() == null)
                        .get());
        assertThat(exports.exported().get()).isNull();
        assertThat(trouble.sentence().get()).isEmpty();
        assertThat(desk).isEmptyDirectory();
    }
}
