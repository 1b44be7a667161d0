package dev.bunrui.app.compare;

import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bunrui.app.BunruiApp;
import dev.bunrui.app.Waiting;
import dev.bunrui.app.label.ArticleText;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.analysis.Answers;
import dev.bunrui.experiment.analysis.HardArticle;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.file.AppFolders;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.scene.control.ChoiceBox;
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

/** The labels that several runs cast doubt on, and their correction in the window. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SuspectsPageTest {
    private static final double[] SURE = {5, 5, 5, 5, 5, 5};

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private Application app;
    private Locale before;
    private TestedRun run;
    private int[] gold;
    private List<String> ids;

    @BeforeEach
    void train() throws Exception {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        AppFolders folders = new AppFolders(Path.of(""), home);
        run = TestedRun.read(TinyRun.trained(folders, "one", TinyRun.data(home), 1));
        gold = run.predictions().gold();
        ids = run.predictions().ids();
        says(run.folder(), 2, 4);
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupApplication(app);
        Locale.setDefault(before);
    }

    /** Lets a run give the next class to some articles, and to all others their own. */
    private void says(RunFolder folder, int... wrong) throws Exception {
        int[] said = gold.clone();
        for (int article : wrong) {
            said[article] = (said[article] + 1) % 3;
        }
        Answers.write(folder, ids, gold, said, SURE);
    }

    private RunFolder second() {
        return TinyRun.trained(new AppFolders(Path.of(""), home), "two", home.resolve("words.csv"), 1);
    }

    private void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        app = FxToolkit.setupApplication(() -> new BunruiApp(new AppFolders(Path.of(""), home)));
        Waiting.click(robot, "place-compare");
        select("compare-tabs", "compare-tab-suspects");
    }

    private static void await(Supplier<Boolean> wanted) throws Exception {
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(wanted::get).get());
    }

    private String text(String id) {
        return looked(() -> robot.lookup("#" + id).queryAs(Labeled.class).getText());
    }

    private String article() {
        return looked(
                () -> robot.lookup("#suspects-text").queryAs(TextArea.class).getText());
    }

    @SuppressWarnings("unchecked")
    private TableView<HardArticle> table() {
        return robot.lookup("#suspects-table").queryAs(TableView.class);
    }

    private void select(String tabs, String tab) {
        robot.interact(() -> {
            TabPane pane = robot.lookup("#" + tabs).queryAs(TabPane.class);
            pane.getTabs().stream().filter(each -> tab.equals(each.getId())).forEach(pane.getSelectionModel()::select);
        });
    }

    private String label(String id) {
        return looked(() ->
                String.valueOf(robot.lookup("#" + id).queryAs(ChoiceBox.class).getValue()));
    }

    @Test
    void whatAllRunsGetWrongIsReadByKeysCorrectedAndKeptFromPageToPage() throws Exception {
        says(second(), 2, 5);
        open();
        await(() -> table().getItems().size() == 1);
        assertThat(text("suspects-count"))
                .startsWith("1 of 6 test articles are given a wrong class by all or nearly all of 2 runs");
        HardArticle suspect = looked(() -> table().getItems().get(0));
        assertThat(suspect.id()).isEqualTo(ids.get(2));
        assertThat(suspect.wrong()).isEqualTo(2);
        assertThat(suspect.gold()).isEqualTo("class-" + gold[2]);
        String other = "class-" + (gold[2] + 1) % 3;
        assertThat(suspect.agreed()).isEqualTo(other);
        await(() -> !reading());
        assertThat(looked(() -> robot.lookup("#suspects-class").query().isDisabled()))
                .isTrue();

        robot.interact(() -> table().requestFocus());
        robot.type(KeyCode.DOWN);
        assertThat(article()).isEqualTo(run.split().test().get(2).body());
        assertThat(label("suspects-class")).isEqualTo("class-" + gold[2]);
        robot.type(KeyCode.ENTER);
        assertThat(looked(() -> robot.lookup("#suspects-class").query().isFocused()))
                .isTrue();
        Waiting.click(robot, "suspects-suggested");
        assertThat(text("suspects-corrections")).endsWith(": 1.");

        Waiting.click(robot, "place-runs");
        await(() -> robot.lookup("#run-confusion .confusion-cell").queryAll().size() == 9);
        select("run-tabs", "tab-errors");
        await(() ->
                !robot.lookup("#misread").queryAs(TableView.class).getItems().isEmpty());
        assertThat(text("misread-corrections")).endsWith(": 1.");
        Waiting.click(robot, "place-compare");
        assertThat(label("suspects-class")).isEqualTo(other);
        robot.interact(() -> table().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(label("suspects-class")).isEqualTo("class-" + gold[2]);
        assertThat(text("suspects-corrections")).isEmpty();
        Waiting.click(robot, "language");
        assertThat(text("suspects-count")).startsWith("テスト記事 6 件のうち 1 件を、2 件の実行の");
    }

    private boolean reading() {
        return looked(
                () -> robot.lookup("#suspects-reading").query().getParent().isVisible());
    }

    private String heading() {
        return looked(() -> (String) table().getColumns().get(5).getCellData(0));
    }

    @Test
    void suspectsAreListedAndChosenWhileTheirArticlesAreStillBeingRead() throws Exception {
        says(second(), 2, 5);
        Path data = home.resolve("words.csv");
        byte[] content = Files.readAllBytes(data);
        Path away = Files.move(data, home.resolve("away.csv"));
        // Whoever reads it waits until something is written to it.
        assumeTrue(new ProcessBuilder("mkfifo", data.toString()).start().waitFor() == 0, "no pipes here");
        open();
        await(() -> table().getItems().size() == 1);
        assertThat(text("suspects-count")).startsWith("1 of 6 test articles");
        assertThat(reading()).isTrue();
        assertThat(heading()).isEqualTo(ids.get(2));
        robot.interact(() -> {
            table().getSortOrder().add(table().getColumns().get(0));
            table().getSelectionModel().select(0);
        });
        assertThat(article()).isEmpty();
        assertThat(looked(() -> robot.lookup("#suspects-class").query().isDisabled()))
                .isTrue();

        try (OutputStream pipe = Files.newOutputStream(data)) {
            Files.move(away, data, StandardCopyOption.REPLACE_EXISTING); // for whoever reads it once more
            pipe.write(content);
        }
        await(() -> !reading());
        Article read = run.split().test().get(2);
        assertThat(article()).isEqualTo(read.body());
        assertThat(heading()).isEqualTo(ArticleText.heading(read));
        assertThat(label("suspects-class")).isEqualTo("class-" + gold[2]);
        assertThat(looked(() -> table().getSortOrder())).hasSize(1);
        assertThat(looked(() -> robot.lookup("#suspects-class").query().isDisabled()))
                .isFalse();
    }

    @Test
    void withoutItsTextsAnArticleIsListedAllTheSame() throws Exception {
        says(second(), 2, 5);
        Path data = home.resolve("words.csv");
        Path away = Files.move(data, home.resolve("away.csv"));
        open();
        await(() -> table().getItems().size() == 1);
        await(() -> text("suspects-unread").contains("no longer at " + data));
        robot.interact(() -> table().getSelectionModel().select(0));
        assertThat(article()).isEmpty();
        assertThat(looked(() -> robot.lookup("#suspects-class").query().isDisabled()))
                .isTrue();
        Files.move(away, data);
        Waiting.click(robot, "compare-look");
        await(() -> text("suspects-unread").isEmpty());
        await(() -> !reading());
        assertThat(article()).isEqualTo(run.split().test().get(2).body());
    }

    @Test
    void oneRunCastsNoDoubtAndRunsThatAgreeWithAllLabelsDoNeither() throws Exception {
        open();
        await(() -> text("suspects-count").startsWith("A comparison needs two finished runs"));
        assertThat(looked(() -> table().getParent().getParent().isVisible())).isFalse();
        says(second(), 5);
        Waiting.click(robot, "compare-look");
        await(() -> text("suspects-count").contains("more than one in five of the 2 runs"));
    }
}
