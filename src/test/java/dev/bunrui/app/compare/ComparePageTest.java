package dev.bunrui.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.BunruiApp;
import dev.bunrui.app.Waiting;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.slurm.Cluster;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.SlurmPlan;
import dev.bunrui.service.slurm.SlurmSweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.application.Application;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The page over real runs of the tiny network. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComparePageTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private Application app;
    private Locale before;

    @BeforeEach
    void english() {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupApplication(app);
        Locale.setDefault(before);
    }

    private void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        app = FxToolkit.setupApplication(() -> new BunruiApp(new AppFolders(Path.of(""), home)));
        Waiting.click(robot, "place-compare");
    }

    private static void await(Supplier<Boolean> wanted) throws Exception {
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(wanted::get).get());
    }

    private String text(String id) {
        return Waiting.looked(
                () -> robot.lookup("#" + id).queryAs(Labeled.class).getText());
    }

    @SuppressWarnings("unchecked")
    private <T> TableView<T> table(String id) {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    private SweepFolder trained() throws Exception {
        Path data = TinyRun.data(home);
        SweepFolder sweep = TinySweep.make(
                home.resolve("runs"),
                "grid",
                TinySweep.plan(
                        data, 2, false, new Axis("lr", List.of("1e-2", "1e-3")), new Axis("seed", List.of("1", "2"))));
        TinySweep.work(sweep, new SweepListener() {});
        return sweep;
    }

    @Test
    void withoutRunsThePageSaysWhatItIsFor() throws Exception {
        open();
        await(() -> robot.lookup("#no-comparison").tryQuery().isPresent());
        assertThat(text("no-comparison")).startsWith("No run is finished yet");
    }

    @Test
    void runsAreComparedWithBaselinesTwoAreLookedAtInFullAndTablesAreWritten() throws Exception {
        SweepFolder sweep = trained();
        RunFolder damaged = sweep.runs().get(3);
        Files.writeString(damaged.metrics(), "{}");
        open();
        await(() -> table("compare-table").getItems().size() == 6);
        assertThat(text("compare-verdict")).contains("cannot be told apart", "3 runs were tried");
        assertThat(text("compare-damaged")).contains(damaged.name());
        assertThat(text("compare-caveat")).contains("too narrow", "class-0 (");
        assertThat(text("pair-sentence")).startsWith("Choose two rows");
        Waiting.looked(() -> {
            TableView<Standing> table = table("compare-table");
            assertThat(table.getItems()).filteredOn(Standing::chosen).hasSize(1);
            assertThat(table.getItems())
                    .filteredOn(row -> row.contender().baseline().isPresent())
                    .hasSize(3);
            assertThat(table.getItems())
                    .filteredOn(row -> row.contender().baseline().isEmpty())
                    .allSatisfy(row -> assertThat(row.differing()).contains("lr ", "seed "));
            table.getSelectionModel().selectIndices(0, 5);
            return true;
        });
        await(() -> text("pair-sentence").contains("cannot be told apart"));
        assertThat(text("pair-sentence")).contains("too few to tell which is better");
        Waiting.looked(() -> {
            ListView<?> fixed = robot.lookup("#pair-fixed").queryAs(ListView.class);
            assertThat(fixed.getItems()).isNotEmpty();
            TabPane tabs = robot.lookup("#compare-tabs").queryAs(TabPane.class);
            tabs.getSelectionModel().select(1);
            return true;
        });
        await(() -> table("result-table").getItems().size() == 4); // the model, and three baselines
        Waiting.looked(() -> {
            ((ChoiceBox<?>) robot.lookup("#table-kind").queryAs(ChoiceBox.class))
                    .getSelectionModel()
                    .select(2);
            return true;
        });
        await(() -> table("result-table").getItems().size() == 5); // two learning rates
        Waiting.looked(() -> {
            robot.lookup("#compare-tabs")
                    .queryAs(TabPane.class)
                    .getSelectionModel()
                    .select(2);
            return true;
        });
        await(() -> table("sweeps-table").getItems().size() == 1);
        Waiting.looked(() -> {
            TableView<SweepRow> table = table("sweeps-table");
            assertThat(table.getItems().get(0).runs()).hasSize(4);
            assertThat(table.getItems().get(0).options()).isEqualTo("lr 1e-2 1e-3, seed 1 2");
            return true;
        });
    }

    @Test
    void aSweepWhoseScriptIsSavedSaysWhereItIsAndOnlyThenIsThereAColumnForJobs() throws Exception {
        Path data = TinyRun.data(home);
        SweepFolder here = TinySweep.make(
                home.resolve("runs"), "here", TinySweep.plan(data, 1, false, new Axis("seed", List.of("1", "2"))));
        SweepFolder saved = TinySweep.make(
                home.resolve("runs"), "saved", TinySweep.plan(data, 1, false, new Axis("seed", List.of("3", "4"))));
        SlurmSweep slurm = new SlurmSweep(new AppFolders(Path.of(""), home), saved);
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            slurm.prepare(SlurmPlan.of(
                    List.copyOf(saved.read().runs().keySet()),
                    Grid.of(saved.read(), loaded),
                    loaded,
                    new Cluster(List.of(new Partition("short", true, true, 90, 2, 4, 4000, 0)), 1000),
                    "",
                    UnaryOperator.identity(),
                    home.resolve("runs")));
        }
        open();
        robot.interact(() -> robot.lookup("#compare-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(2));
        await(() -> table("sweeps-table").getItems().size() == 2);
        choose(here);
        await(() -> text("sweeps-note").startsWith("Runs are worked on in the background"));
        assertThat(jobsAreShown()).isFalse();
        choose(saved);
        await(() -> text("sweeps-note").contains(slurm.script().toString()));
        assertThat(jobsAreShown()).isTrue();
    }

    private void choose(SweepFolder sweep) {
        robot.interact(() -> {
            TableView<SweepRow> sweeps = table("sweeps-table");
            sweeps.getItems().stream()
                    .filter(row -> row.folder().name().equals(sweep.name()))
                    .findFirst()
                    .ifPresent(sweeps.getSelectionModel()::select);
        });
    }

    private boolean jobsAreShown() {
        return Waiting.looked(() -> table("sweep-runs").getColumns().stream()
                .anyMatch(column -> "sweeps.job".equals(column.getId()) && column.isVisible()));
    }

    private void saved(int from, int to) throws Exception {
        for (int run = from; run < to; run++) {
            SavedRun.predict(
                    SavedRun.finished(home.resolve("runs"), "run-%02d".formatted(run), Instant.ofEpochSecond(run)));
        }
    }

    private int firstInSight() {
        return Waiting.looked(() -> {
            table("compare-table").getScene().getRoot().layout();
            VirtualFlow<?> flow = (VirtualFlow<?>) table("compare-table").lookup(".virtual-flow");
            return flow.getFirstVisibleCell().getIndex();
        });
    }

    private String name(int row) {
        return Waiting.looked(() -> this.<Standing>table("compare-table")
                .getItems()
                .get(row)
                .contender()
                .name());
    }

    @Test
    void whenAnotherRunIsFinishedTheTwoThatAreLookedAtAndWhatIsInSightStay() throws Exception {
        saved(10, 50);
        open();
        await(() -> table("compare-table").getItems().size() == 40);
        robot.interact(() -> {
            table("compare-table").getSelectionModel().selectIndices(22, 25);
            table("compare-table").scrollTo(20);
        });
        await(() -> text("pair-sentence").contains("cannot be told apart"));
        String top = name(firstInSight());
        assertThat(firstInSight()).isGreaterThan(10);
        List<String> chosen = List.of(name(22), name(25));
        saved(0, 2);
        Waiting.click(robot, "compare-look");
        await(() -> table("compare-table").getItems().size() == 42);
        await(() -> text("pair-sentence").contains("cannot be told apart"));
        assertThat(text("pair-sentence")).contains(chosen);
        assertThat(Waiting.looked(
                        () -> this.<Standing>table("compare-table").getSelectionModel().getSelectedItems().stream()
                                .map(row -> row.contender().name())
                                .toList()))
                .containsExactlyInAnyOrderElementsOf(chosen);
        await(() -> name(firstInSight()).equals(top));
        RunTrash.of(new RunFolder(home.resolve("runs").resolve(chosen.get(0))))
                .delete(new RunFolder(home.resolve("runs").resolve(chosen.get(0))));
        Waiting.click(robot, "compare-look");
        await(() -> table("compare-table").getItems().size() == 41);
        assertThat(text("pair-sentence")).startsWith("Choose two rows");
    }

    @Test
    void inTheNarrowestWindowNoTableScrollsSidewaysAndNoHeadingIsCut() throws Exception {
        trained();
        open();
        await(() -> table("compare-table").getItems().size() == 7);
        Window window = table("compare-table").getScene().getWindow();
        double width = window.getWidth();
        robot.interact(() -> {
            window.setWidth(1200);
            robot.lookup("#compare-tabs")
                    .queryAs(TabPane.class)
                    .getSelectionModel()
                    .select(1);
        });
        try {
            for (String language : List.of("en", "ja")) {
                for (int kind = 0; kind < 5; kind++) {
                    int chosen = kind;
                    robot.interact(() -> {
                        ChoiceBox<?> kinds = robot.lookup("#table-kind").queryAs(ChoiceBox.class);
                        kinds.setValue(null);
                        kinds.getSelectionModel().select(chosen);
                    });
                    await(() -> !table("result-table").getItems().isEmpty());
                    assertThat(Waiting.looked(this::cutOrScrolled))
                            .as(language + " " + kind)
                            .isEmpty();
                }
                Waiting.click(robot, "language");
            }
        } finally {
            robot.interact(() -> window.setWidth(width)); // it is every test's window
        }
    }

    /** The headings and figures that are cut, and the bar that scrolls sideways where it is there. */
    private List<String> cutOrScrolled() {
        TableView<?> table = table("result-table");
        table.getScene().getRoot().applyCss();
        table.getScene().getRoot().layout();
        List<String> found = new ArrayList<>();
        List<Node> words = new ArrayList<>(table.lookupAll(".column-header .label"));
        words.addAll(table.lookupAll(".table-cell.figures"));
        for (Node each : words) {
            if (each instanceof Labeled label
                    && label.getText() != null
                    && label.lookup(".text") instanceof Text shown
                    && !shown.getText().equals(label.getText())) {
                found.add(label.getText());
            }
        }
        for (Node each : table.lookupAll(".scroll-bar")) {
            if (each instanceof ScrollBar bar && bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible()) {
                found.add("scrolls");
            }
        }
        return found;
    }
}
