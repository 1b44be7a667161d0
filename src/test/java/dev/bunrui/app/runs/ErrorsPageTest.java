package dev.bunrui.app.runs;

import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.BunruiApp;
import dev.bunrui.app.Waiting;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.analysis.Answers;
import dev.bunrui.experiment.analysis.TestedArticle;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.KnownMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What the page of runs shows of the errors of a run. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ErrorsPageTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private Locale before;
    private Application app;

    @BeforeEach
    void remember() {
        before = Locale.getDefault();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupApplication(app);
        Locale.setDefault(before);
    }

    private TestedRun trained() throws Exception {
        return TestedRun.read(TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 1));
    }

    private void open() throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), home);
        KnownMachine.in(folders);
        FxToolkit.registerPrimaryStage();
        app = FxToolkit.setupApplication(() -> new BunruiApp(folders));
        Waiting.click(robot, "place-runs");
        await(() -> robot.lookup("#run-confusion .confusion-cell").queryAll().size() == 9);
    }

    private static void await(Supplier<Boolean> wanted) throws Exception {
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(wanted::get).get());
    }

    private Node cell(int gold, int predicted) {
        return List.copyOf(robot.lookup("#run-confusion .confusion-cell").queryAllAs(Node.class))
                .get(3 * gold + predicted);
    }

    @SuppressWarnings("unchecked")
    private TableView<TestedArticle> table(String id) {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    private String text(String id) {
        return looked(() -> robot.lookup("#" + id).queryAs(Labeled.class).getText());
    }

    private String article(String id) {
        return looked(
                () -> robot.lookup("#" + id + "-text").queryAs(TextArea.class).getText());
    }

    private void select(String tab) {
        robot.interact(() -> {
            TabPane tabs = robot.lookup("#run-tabs").queryAs(TabPane.class);
            tabs.getTabs().stream().filter(each -> tab.equals(each.getId())).forEach(tabs.getSelectionModel()::select);
        });
    }

    @Test
    void cellsOfTheMatrixLeadToTheArticlesBehindThemByMouseAndByKeys() throws Exception {
        TestedRun run = trained();
        int[] gold = run.predictions().gold();
        open();
        robot.interact(() -> robot.clickOn(cell(gold[0], gold[0])));
        await(() -> !table("cell-articles").getItems().isEmpty()
                || text("cell-heading").endsWith(": 0"));
        String label = "class-" + gold[0];
        assertThat(text("cell-heading")).startsWith("“" + label + "” taken for “" + label + "”: ");
        assertThat(looked(() -> robot.lookup("#run-classes").query().isVisible()))
                .isFalse();

        robot.interact(() -> cell(gold[0], gold[0]).requestFocus());
        robot.type(gold[0] == 2 ? KeyCode.UP : KeyCode.DOWN);
        int row = gold[0] == 2 ? 1 : gold[0] + 1;
        assertThat(looked(() -> cell(row, gold[0]).isFocused())).isTrue();
        robot.type(KeyCode.ENTER);
        await(() -> text("cell-heading").startsWith("“class-" + row + "” taken for “" + label + "”: "));
        robot.interact(() -> robot.lookup("#cell-articles").query().requestFocus());
        robot.type(KeyCode.ESCAPE);
        assertThat(looked(() -> robot.lookup("#run-classes").query().isVisible()))
                .isTrue();
        assertThat(looked(() -> cell(row, gold[0]).isFocused())).isTrue();
    }

    @Test
    void errorsAreListedTheMostConfidentlyWrongFirstBesideWhatGivesClassesAway() throws Exception {
        TestedRun run = trained();
        int[] said = run.predictions().gold().clone();
        said[2] = (said[2] + 1) % 3;
        said[5] = (said[5] + 1) % 3;
        List<String> ids = run.predictions().ids();
        Answers.write(run.folder(), ids, run.predictions().gold(), said, new double[] {5, 5, 1, 5, 5, 2});
        open();
        select("tab-errors");
        await(() -> table("misread").getItems().size() == 2);
        assertThat(looked(() -> table("misread").getItems().stream()
                        .map(each -> each.article().id())
                        .toList()))
                .containsExactly(ids.get(5), ids.get(2));
        assertThat(text("errors-count")).startsWith("2 of 6 test articles were given a wrong class");
        robot.interact(() -> table("misread").getSelectionModel().select(1));
        assertThat(article("misread")).isEqualTo(run.split().test().get(2).body());
        await(() -> !robot.lookup("#give-aways .label").queryAllAs(Label.class).isEmpty());
        assertThat(looked(() -> robot.lookup("#give-aways .fact-group").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .toList()))
                .containsExactly("class-0", "class-1", "class-2");
        assertThat(text("errors-leaks")).startsWith("No test article is the same");
        Waiting.click(robot, "language");
        assertThat(text("errors-count")).startsWith("テスト記事 6 件のうち 2 件");
    }

    @Test
    void aWrongLabelIsCorrectedWhereTheErrorIsRead() throws Exception {
        TestedRun run = trained();
        int[] gold = run.predictions().gold();
        int[] said = gold.clone();
        said[3] = (said[3] + 1) % 3;
        List<String> ids = run.predictions().ids();
        Answers.write(run.folder(), ids, gold, said, new double[] {5, 5, 5, 5, 5, 5});
        open();
        select("tab-errors");
        await(() -> table("misread").getItems().size() == 1);
        robot.interact(() -> {
            table("misread").requestFocus();
            table("misread").getSelectionModel().clearSelection();
        });
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        assertThat(looked(() -> robot.lookup("#misread-class").query().isFocused()))
                .isTrue();
        robot.interact(() -> {
            ChoiceBox<?> label = robot.lookup("#misread-class").queryAs(ChoiceBox.class);
            assertThat(label.getItems()).isEqualTo(run.manifest().labels());
            assertThat(label.getValue()).isEqualTo("class-" + gold[3]);
            label.getSelectionModel().select(said[3]);
        });
        assertThat(text("misread-corrections")).endsWith(": 1.");
        assertThat(corrected("misread")).isEqualTo("class-" + said[3]);
        Waiting.click(robot, "place-home");
        Waiting.click(robot, "place-runs");
        assertThat(text("misread-corrections")).endsWith(": 1.");
        Waiting.click(robot, "misread-undo");
        assertThat(text("misread-corrections")).isEmpty();
        assertThat(looked(() ->
                        robot.lookup("#misread-class").queryAs(ChoiceBox.class).getValue()))
                .isEqualTo("class-" + gold[3]);
    }

    @Test
    void aWrongLabelIsCorrectedBehindItsCellOfTheMatrixToo() throws Exception {
        TestedRun run = trained();
        int[] gold = run.predictions().gold();
        int[] said = gold.clone();
        said[3] = (said[3] + 1) % 3;
        Answers.write(run.folder(), run.predictions().ids(), gold, said, new double[] {5, 5, 5, 5, 5, 5});
        open();
        robot.interact(() -> robot.clickOn(cell(gold[3], said[3])));
        await(() -> table("cell-articles").getItems().size() == 1);
        robot.interact(() -> {
            table("cell-articles").requestFocus();
            table("cell-articles").getSelectionModel().clearSelection();
        });
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        assertThat(article("cell-articles")).isEqualTo(run.split().test().get(3).body());
        assertThat(looked(() -> robot.lookup("#cell-class").query().isFocused()))
                .isTrue();
        Waiting.click(robot, "cell-suggested");
        assertThat(text("cell-corrections")).endsWith(": 1.");
        assertThat(corrected("cell-articles")).isEqualTo("class-" + said[3]);

        select("tab-errors");
        await(() -> table("misread").getItems().size() == 1);
        assertThat(corrected("misread")).isEqualTo("class-" + said[3]);
        select("tab-test");
        Waiting.click(robot, "cell-undo");
        assertThat(text("cell-corrections")).isEmpty();
        assertThat(corrected("cell-articles")).isEqualTo("");
        robot.interact(() -> robot.clickOn(cell(gold[3], gold[3])));
        await(() -> table("cell-articles").getItems().stream().noneMatch(TestedArticle::misread));
        assertThat(article("cell-articles")).isEmpty();
        assertThat(looked(() -> robot.lookup("#cell-class").query().isDisabled()))
                .isTrue();
    }

    /** What the first article of a table is corrected to. */
    private Object corrected(String id) {
        return looked(() -> {
            TableView<TestedArticle> table = table(id);
            return table.getColumns()
                    .get(table.getColumns().size() - 1)
                    .getCellObservableValue(0)
                    .getValue();
        });
    }

    @Test
    void aRunWithoutErrorsAndOneWithoutArticlesAreSaidToBeSo() throws Exception {
        TestedRun run = trained();
        int[] gold = run.predictions().gold();
        Answers.write(run.folder(), run.predictions().ids(), gold, gold, new double[] {1, 1, 1, 1, 1, 1});
        open();
        select("tab-errors");
        await(() -> text("errors-count").equals("The run gave each of its 6 test articles the right class."));
        assertThat(looked(() -> table("misread").getItems())).isEmpty();

        RunFolder other = SavedRun.finished(home.resolve("runs"), "other", Instant.now());
        Answers.write(other, List.of("a"), new int[] {0}, new int[] {1}, new double[] {1});
        Files.delete(home.resolve("words.csv"));
        TableView<?> runs = robot.lookup("#runs-table").queryAs(TableView.class);
        await(() -> runs.getItems().size() == 2);
        robot.interact(() -> runs.getSelectionModel().clearAndSelect(0));
        await(() -> text("chosen-name").equals("other"));
        await(() -> text("errors-trouble").contains("no longer at"));
        assertThat(text("errors-count")).isEmpty();
    }
}
