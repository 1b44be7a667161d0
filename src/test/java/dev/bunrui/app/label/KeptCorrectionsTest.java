package dev.bunrui.app.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.label.Corrections.Unkept;
import dev.bunrui.app.label.Subject.Source;
import dev.bunrui.app.work.Work;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.analysis.Correction;
import dev.bunrui.file.SmallDisk;
import dev.bunrui.message.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptCorrectionsTest {
    private static final Source SOURCE = new Source(Path.of("/a.csv"), new Columns("", "乙", null));
    private static final Article ONE = new Article("a.csv:2", "題", "一\n二", "甲", Map.of());
    private static final Article TWO = new Article("a.csv:3", "", "二", "乙", Map.of());

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final Work work = new Work();
    private Path file;

    @BeforeEach
    void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
        file = folder.resolve("home").resolve("corrections.json");
    }

    @AfterEach
    void close() {
        work.close();
    }

    private Corrections opened() {
        Corrections corrections = new Corrections();
        KeptCorrections.keep(file, work, corrections);
        return corrections;
    }

    private static void await(Callable<Boolean> wanted) throws Exception {
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, wanted);
    }

    @Test
    void whatWasChosenIsThereAgainInTheNextWindowUntilItIsWritten() throws Exception {
        Corrections first = opened();
        robot.interact(() -> first.correct(SOURCE, ONE, "丙"));
        robot.interact(() -> first.correct(SOURCE, TWO, "甲"));
        await(() -> Files.exists(file) && Files.readString(file).contains("a.csv:3"));
        Corrections next = opened();
        await(() -> robotSees(next) == 2);
        assertThat(next.of(SOURCE)).containsExactly(new Correction(ONE, "丙"), new Correction(TWO, "甲"));
        robot.interact(() -> next.written(SOURCE, next.of(SOURCE)));
        await(() -> !Files.exists(file));
    }

    private static int robotSees(Corrections corrections) {
        return WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> corrections.of(SOURCE).size());
    }

    @Test
    void aDamagedFileIsPutAsideAndNothingIsInTheWay() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[{\"data\":");
        Corrections corrections = opened();
        await(() -> Files.exists(file.resolveSibling("corrections.json.damaged")));
        robot.interact(() -> corrections.correct(SOURCE, ONE, "丙"));
        await(() -> Files.exists(file) && Files.readString(file).contains("丙"));
        assertThat(file.resolveSibling("corrections.json.damaged")).hasContent("[{\"data\":");
    }

    private static Unkept unkept(Corrections corrections) {
        return WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> corrections.unkept().get());
    }

    @Test
    void whatAFullDiskDoesNotTakeIsToldStaysInTheWindowAndIsKeptOnceThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 1)) {
            file = disk.path().resolve("corrections.json");
            Corrections corrections = opened();
            robot.interact(() -> corrections.correct(SOURCE, ONE, "丙"));
            await(() -> Files.exists(file));
            Path filler = disk.fill();
            robot.interact(() -> corrections.correct(SOURCE, TWO, "甲"));
            await(() -> unkept(corrections) != null);
            assertThat(unkept(corrections).why())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            told -> assertThat(told.message(Locale.ENGLISH))
                                    .contains(file.toString(), "the disk is full", "try again"));
            assertThat(corrections.of(SOURCE)).containsExactly(new Correction(ONE, "丙"), new Correction(TWO, "甲"));
            assertThat(file).content().contains("a.csv:2").doesNotContain("a.csv:3");
            Files.delete(filler);
            robot.interact(() -> unkept(corrections).again().run());
            await(() -> unkept(corrections) == null);
            assertThat(file).content().contains("a.csv:2", "a.csv:3");
        }
    }

    @Test
    void aFileThatCannotBeReadIsToldAndNotWrittenOver() throws Exception {
        Files.createDirectories(file.resolve("in the way"));
        Corrections corrections = opened();
        await(() -> unkept(corrections) != null);
        assertThat(unkept(corrections).why()).hasMessageContaining(file.toString());
        robot.interact(() -> corrections.correct(SOURCE, ONE, "丙"));
        assertThat(file.resolve("in the way")).isDirectory();
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        robot.interact(() -> unkept(corrections).again().run());
        await(() -> unkept(corrections) == null);
        await(() -> Files.exists(file) && Files.readString(file).contains("丙"));
    }
}
