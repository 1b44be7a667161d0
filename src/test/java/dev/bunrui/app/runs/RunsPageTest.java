package dev.bunrui.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.BunruiApp;
import dev.bunrui.app.Waiting;
import dev.bunrui.app.look.LiveRow;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.KnownMachine;
import dev.bunrui.service.ListedRun;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The page of all runs over runs as they lie on the disk. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunsPageTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private Path runs;
    private Application app;
    private Locale before;

    @BeforeEach
    void prepare() {
        before = Locale.getDefault();
        runs = home.resolve("runs");
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupApplication(app);
        Locale.setDefault(before);
    }

    private void open() throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), home);
        KnownMachine.in(folders);
        FxToolkit.registerPrimaryStage();
        app = FxToolkit.setupApplication(() -> new BunruiApp(folders));
        Waiting.click(robot, "place-runs");
    }

    /** Three runs that can be read, and a damaged one. */
    private void openOverSomeRuns() throws Exception {
        SavedRun.finished(runs, "alpha", TIME.plusSeconds(120));
        SavedRun.stopped(runs, "beta", TIME.plusSeconds(60));
        SavedRun.finished(runs, "gamma", TIME);
        SavedRun.damaged(runs, "delta");
        open();
        await(() -> names().size() == 4);
    }

    /** Waits until something holds on the window's thread. */
    private static void await(Supplier<Boolean> wanted) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(wanted::get).get());
    }

    @SuppressWarnings("unchecked")
    private TableView<LiveRow<ListedRun>> table() {
        return robot.lookup("#runs-table").queryAs(TableView.class);
    }

    private List<String> names() {
        return table().getItems().stream().map(row -> row.get().folder().name()).toList();
    }

    private String text(String id) {
        return robot.lookup("#" + id).queryAs(Labeled.class).getText();
    }

    private boolean shown(String id) {
        return robot.lookup("#" + id).tryQuery().filter(RunsPageTest::shown).isPresent();
    }

    private static boolean shown(Node node) {
        return node.isVisible() && (node.getParent() == null || shown(node.getParent()));
    }

    private String cell(int row, String column) {
        return table().getColumns().stream()
                .filter(each -> each.getId().equals(column))
                .map(each -> String.valueOf(each.getCellData(row)))
                .findFirst()
                .orElseThrow();
    }

    private void choose(String name) throws Exception {
        robot.interact(() -> {
            table().requestFocus();
            table().getSelectionModel().clearAndSelect(names().indexOf(name));
        });
        await(() -> text("chosen-name").equals(name));
    }

    @Test
    void withoutRunsThePageLeadsToTheQuickStart() throws Exception {
        open();
        await(() -> shown("no-runs"));
        assertThat(shown("runs-table")).isFalse();
        Waiting.click(robot, "runs-home");
        assertThat(shown("quickstart")).isTrue();
    }

    @Test
    void tableShowsEveryRunAndTheDetailsOfTheChosenOne() throws Exception {
        openOverSomeRuns();
        assertThat(names()).containsExactly("alpha", "beta", "gamma", "delta");
        assertThat(text("runs-count")).isEqualTo("4 of 4 runs");
        assertThat(cell(0, "runs.state")).isEqualTo("Finished");
        assertThat(cell(1, "runs.state")).isEqualTo("Stopped 50 %");
        assertThat(cell(3, "runs.state")).isEqualTo("Damaged");
        assertThat(cell(1, "runs.short-val-f1")).isEqualTo("0.625");
        assertThat(cell(1, "runs.data")).isEqualTo("words.csv");
        assertThat(cell(1, "runs.short-test-f1")).isEqualTo("null");

        choose("gamma");
        await(() -> !text("run-test").isEmpty());
        assertThat(text("run-test")).contains("12 test articles", "Accuracy 75.00 [40.00 – 90.00]", "Macro-F1 74.07 [");
        assertThat(shown("run-test-caveat")).isTrue();
        assertThat(text("run-test-caveat")).contains("too narrow", "class-0 (4), class-1 (4), class-2 (4)");
        TableView<?> classes = robot.lookup("#run-classes").queryAs(TableView.class);
        assertThat(classes.getItems()).hasSize(3);
        assertThat(classes.getColumns().get(1).getCellData(0)).isEqualTo(0.6);
        assertThat(robot.lookup("#run-confusion .confusion-cell").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .containsExactly("3", "1", "0", "0", "4", "0", "2", "0", "2");
        assertThat(robot.lookup("#run-confusion .confusion-cell").queryAllAs(Node.class))
                .extracting(Node::getAccessibleText)
                .contains("2 of 4 articles of “class-2” were taken for “class-0”.");
        assertThat(shown("run-use")).isTrue();
        assertThat(shown("run-resume")).isFalse();

        robot.interact(() -> robot.lookup("#run-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .selectLast());
        assertThat(robot.lookup("#run-facts .label").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("36 training, 12 validation, 12 test", "query_key_value", "0.01", "5p1it");

        choose("beta");
        assertThat(shown("run-resume")).isTrue();
        assertThat(shown("run-use")).isFalse();
        choose("delta");
        assertThat(text("chosen-failure")).contains("run.json", "cannot be read");
        assertThat(shown("run-tabs")).isFalse();
        Waiting.click(robot, "language");
        assertThat(text("chosen-failure")).contains("run.json", "読み込めません");
        assertThat(cell(1, "runs.state")).isEqualTo("停止 50 %");
    }

    @Test
    void theThresholdThatIsChosenIsKeptWithItsRun() throws Exception {
        RunFolder sure = SavedRun.finished(runs, "sure", TIME.plusSeconds(60));
        SavedRun.predict(sure);
        SavedRun.finished(runs, "unpredicted", TIME);
        open();
        await(() -> names().size() == 2);
        choose("sure");
        robot.interact(() -> {
            TabPane tabs = robot.lookup("#run-tabs").queryAs(TabPane.class);
            tabs.getTabs().stream()
                    .filter(tab -> "tab-confidence".equals(tab.getId()))
                    .forEach(tabs.getSelectionModel()::select);
        });
        await(() -> shown("confidence-error") && text("confidence-error").contains("12 test articles"));
        assertThat(text("confidence-error")).contains("These intervals are rough"); // three wrong answers
        Slider slider = robot.lookup("#confidence-threshold").queryAs(Slider.class);
        robot.interact(() -> slider.setValue(0));
        assertThat(text("confidence-accuracy"))
                .isEqualTo("By itself: 12 test articles (100.0 %), right 75.00 % [46.77 – 91.11]");
        assertThat(text("confidence-person")).isEqualTo("To a person: 0 articles (0.0 %)");
        robot.interact(() -> slider.setValue(0.7));
        assertThat(text("confidence-accuracy")).contains("9 test articles (75.0 %), right 100.00 %");
        assertThat(text("confidence-person")).isEqualTo("To a person: 3 articles (25.0 %)");
        assertThat(sure.review()).doesNotExist();
        Waiting.click(robot, "confidence-marking");
        await(() -> ReviewThreshold.of(sure).equals(OptionalDouble.of(0.7)));
        robot.interact(() -> slider.setValue(1));
        assertThat(text("confidence-accuracy")).isEqualTo("By itself: none of the test articles");
        await(() -> ReviewThreshold.of(sure).equals(OptionalDouble.of(1)));

        choose("unpredicted");
        await(() -> text("confidence-failure").contains("has no predictions"));
        choose("sure");
        await(() -> slider.getValue() == 1 && text("confidence-error").contains("12"));
        Waiting.click(robot, "confidence-marking");
        await(() -> ReviewThreshold.of(sure).isEmpty());
        Waiting.click(robot, "language");
        assertThat(text("confidence-person")).startsWith("人が確認: 12 件");
    }

    @Test
    void sortingAndFilteringKeepTheChosenRun() throws Exception {
        openOverSomeRuns();
        choose("gamma");
        robot.interact(() -> {
            table().getSortOrder().add(table().getColumns().get(0));
            table().sort();
        });
        assertThat(names()).containsExactly("alpha", "beta", "delta", "gamma");
        robot.clickOn("#runs-search").write("fin MA");
        await(() -> names().equals(List.of("gamma")));
        assertThat(text("runs-count")).isEqualTo("1 of 4 runs");
        assertThat(text("chosen-name")).isEqualTo("gamma");
        robot.type(KeyCode.ESCAPE);
        await(() -> names().size() == 4);
        assertThat(text("chosen-name")).isEqualTo("gamma");
        SavedRun.stopped(runs, "aaa", TIME);
        await(() -> names().equals(List.of("aaa", "alpha", "beta", "delta", "gamma")));
        assertThat(text("chosen-name")).isEqualTo("gamma");
        assertThat(table().getSelectionModel().getSelectedIndex()).isEqualTo(4);
    }

    @Test
    void deletedRunsComeBackInOrder() throws Exception {
        openOverSomeRuns();
        choose("beta");
        robot.type(KeyCode.DELETE);
        await(() -> shown("runs-deleted") && text("runs-deleted").contains("beta"));
        assertThat(names()).containsExactly("alpha", "gamma", "delta");
        assertThat(text("chosen-name")).isEqualTo("gamma");
        assertThat(runs.resolve("beta")).doesNotExist();
        Waiting.click(robot, "run-delete");
        await(() -> text("runs-deleted").contains("gamma"));
        assertThat(new RunTrash(runs).names()).containsExactly("gamma", "beta");
        Waiting.click(robot, "undo");
        await(() -> names().equals(List.of("alpha", "gamma", "delta")));
        assertThat(text("runs-deleted")).contains("beta");
        Waiting.click(robot, "undo");
        await(() -> names().equals(List.of("alpha", "beta", "gamma", "delta")));
        assertThat(shown("runs-deleted")).isFalse();
        choose("delta");
        robot.type(KeyCode.DELETE);
        await(() -> shown("for-good"));
        Waiting.click(robot, "for-good");
        await(() -> new RunTrash(runs).names().isEmpty());
        assertThat(shown("runs-deleted")).isFalse();
        assertThat(names()).containsExactly("alpha", "beta", "gamma");
    }

    @Test
    void runThatIsWorkedOnIsKeptAndCanBeStopped() throws Exception {
        RunFolder run = SavedRun.stopped(runs, "busy", TIME);
        Path lock = run.state().resolveSibling("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            open();
            await(() -> names().size() == 1);
            choose("busy");
            await(() -> text("chosen-state").startsWith("Running"));
            robot.type(KeyCode.DELETE);
            await(() -> shown("runs-busy"));
            assertThat(text("runs-busy")).contains("busy");
            await(() -> names().equals(List.of("busy")));
            assertThat(run.manifest()).exists();
            Waiting.click(robot, "busy-stop");
            await(run::askedToStop);
            assertThat(shown("runs-busy")).isFalse();
        }
    }

    @Test
    void enterLeadsToTheMonitor() throws Exception {
        openOverSomeRuns();
        choose("alpha");
        robot.type(KeyCode.ENTER);
        await(() -> shown("run-name") && text("run-name").equals("alpha"));
    }

    @Test
    void whatWasDeletedIsGoneForGoodWhenTheWindowOpensAgain() throws Exception {
        RunTrash trash = new RunTrash(runs);
        trash.delete(SavedRun.finished(runs, "old", TIME));
        assertThat(Files.isDirectory(runs.resolve(".trash").resolve("1"))).isTrue();
        open();
        await(() -> trash.names().isEmpty());
    }
}
