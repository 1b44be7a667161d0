package dev.bunrui.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.file.AppFolders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Pages about runs as the window writes them. */
class RunReportsTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private AppContext context;
    private RunReports reports;
    private Trouble trouble;
    private Locale before;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(new AppFolders(Path.of(""), home));
        trouble = new Trouble(context.texts());
        reports = new RunReports(context, trouble);
    }

    @AfterEach
    void close() {
        context.work().close();
        Locale.setDefault(before);
    }

    private void write(RunFolder run, Path file) throws Exception {
        robot.interact(() -> {
            context.texts().speak(Locale.JAPAN);
            reports.write(run, file);
        });
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(() -> reports.written().get() != null
                                || !trouble.sentence().get().isEmpty())
                        .get());
    }

    @Test
    void pageIsWrittenInTheWindowsLanguageAndOffered() throws Exception {
        Path page = home.resolve("page.html");
        write(SavedRun.finished(home.resolve("runs"), "run", Instant.EPOCH), page);
        assertThat(trouble.sentence().get()).isEmpty();
        assertThat(reports.written().get()).isEqualTo(page);
        assertThat(page).content().contains("<html lang=\"ja\">", "実行 run");
        robot.interact(reports::forget);
        assertThat(reports.written().get()).isNull();
    }

    @Test
    void damagedRunIsToldOfAndLeavesNoPage() throws Exception {
        RunFolder run = SavedRun.damaged(home.resolve("runs"), "run");
        write(run, home.resolve("page.html"));
        assertThat(trouble.sentence().get()).contains(run.manifest().toString());
        assertThat(home.resolve("page.html")).doesNotExist();
    }
}
