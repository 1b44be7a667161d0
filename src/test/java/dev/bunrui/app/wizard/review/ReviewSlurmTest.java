package dev.bunrui.app.wizard.review;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.Sentences;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.NoRoutes;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.OptionWords;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.wizard.draft.Tokenizers;
import dev.bunrui.app.wizard.slurm.SlurmModel;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.KnownMachine;
import dev.bunrui.service.slurm.Cluster;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.Slurm;
import dev.bunrui.service.slurm.SlurmSweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The wizard's last step in front of a cluster whose partitions are given, and which takes no jobs. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReviewSlurmTest {
    private static final Partition SHORT = new Partition("short", true, true, 90, 2, 4, 4000, 0);

    /** No test reaches out: a name that cannot be one. */
    private static final String NOWHERE = "no machine";

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final ObjectProperty<@Nullable SweepFolder> watched = new SimpleObjectProperty<>();
    private Locale before;
    private AppContext context;
    private Draft draft;
    private SweepDraft sweep;
    private GridModel grid;
    private ReviewStep review;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        AppFolders folders = new AppFolders(Path.of(""), home);
        KnownMachine.in(folders);
        StringBuilder text = new StringBuilder("text,label\n");
        for (int i = 0; i < 12; i++) {
            text.append("とても良い品物でした。その").append(i).append(",良\n");
            text.append("すぐに壊れて残念でした。その").append(i).append(",悪\n");
        }
        Path file = Files.writeString(home.resolve("a.csv"), text);
        Stage stage = FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            context = AppContext.over(folders);
            draft = new Draft();
            DataModel data = new DataModel(context, draft);
            ModelsModel models = new ModelsModel(context, draft);
            CostModel costs =
                    new CostModel(context, draft, data, new LengthsModel(context, draft, data, new Tokenizers()));
            sweep = new SweepDraft(draft);
            grid = new GridModel(context, sweep, data, costs);
            SlurmModel slurm = new SlurmModel(context, sweep, grid, host -> {
                if (!host.isEmpty() && !host.equals(NOWHERE)) {
                    throw new RequestException(Slurm.class, "slurm.unreachable", host, "Connection refused");
                }
                return new Cluster(List.of(SHORT), 1000);
            });
            NoRoutes routes = new NoRoutes() {
                @Override
                public void watch(SweepFolder folder) {
                    watched.set(folder);
                }
            };
            review = new ReviewStep(
                    context,
                    routes,
                    draft,
                    data,
                    models,
                    costs,
                    sweep,
                    grid,
                    new OptionWords(context.texts(), models),
                    slurm);
            stage.setScene(new Scene((Pane) review.view(), 1000, 560));
            stage.show();
            draft.option(Draft.DATA).set(file.toString());
        });
        await(review.lacking(), String::isEmpty);
    }

    @AfterEach
    void close() {
        context.work().close();
        Locale.setDefault(before);
    }

    private void vary() throws Exception {
        robot.interact(() -> sweep.add("lr"));
        await(grid.found(), found -> found != null);
    }

    /** Whether a node is shown, be it beyond the edge of what scrolls. */
    private boolean seen(String id) {
        return looked(() -> {
            Node node = robot.lookup("#" + id).tryQuery().orElse(null);
            while (node != null && node.isVisible() && node.getParent() != null) {
                node = node.getParent();
            }
            return node != null && node.isVisible();
        });
    }

    private void press(String id) {
        robot.interact(robot.lookup("#" + id).queryAs(ButtonBase.class)::fire);
    }

    private String text(String id) {
        return looked(() -> robot.lookup("#" + id).queryAs(Labeled.class).getText());
    }

    private void type(String id, String words) {
        robot.interact(
                () -> robot.lookup("#" + id).queryAs(TextInputControl.class).setText(words));
    }

    private void says(String id, String part) throws Exception {
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> seen(id) && text(id).contains(part));
    }

    private void ready() throws Exception {
        await(review.lacking(), String::isEmpty);
    }

    private boolean submits() {
        return looked(() -> review.submits().get());
    }

    @Test
    void onlyASweepHasAPlaceAndOnlyWhoChoosesTheClusterIsAskedMore() throws Exception {
        assertThat(seen("where-slurm")).isFalse();
        vary();
        assertThat(seen("where-slurm")).isTrue();
        assertThat(seen("slurm-submit-host")).isFalse();
        assertThat(submits()).isFalse();
        press("where-slurm");
        assertThat(seen("slurm-submit-host")).isTrue();
        assertThat(submits()).isTrue();
        ready();
        assertThat(looked(() -> robot.lookup("#slurm-time")
                        .queryAs(TextInputControl.class)
                        .getText()))
                .isEqualTo("01:00:00");
        says("slurm-limits", "up to 01:30:00");
        robot.interact(() -> sweep.clear());
        assertThat(seen("slurm-submit-host")).isFalse();
        assertThat(submits()).isFalse();
        ready();
    }

    @Test
    void whatCannotBeIsRefusedBeforeTheStartInBothLanguages() throws Exception {
        vary();
        press("where-slurm");
        ready();
        type("slurm-time", "3:00:00");
        says("slurm-problem", "“Time limit”");
        plain("slurm-problem");
        assertThat(looked(() -> review.lacking().getValue())).isEqualTo(text("slurm-problem"));
        type("slurm-submit-host", "login");
        says("slurm-silence", "login cannot be reached");
        press("where-here");
        ready();
        assertThat(seen("slurm-silence")).isFalse();
    }

    private void plain(String id) throws Exception {
        String english = text(id);
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        says(id, "。"); // a sweep is worked out anew in another language
        Sentences.assertPlain(english, text(id));
        robot.interact(() -> context.texts().speak(Locale.ENGLISH));
        says(id, english);
    }

    @Test
    void theScriptIsShownAndSavedInPlaceOfBeingSubmitted() throws Exception {
        vary();
        press("where-slurm");
        ready();
        type("run-name-field", "列");
        press("slurm-script");
        TextInputControl script = robot.lookup("#slurm-script-text").queryAs(TextInputControl.class);
        assertThat(seen("slurm-script-text")).isTrue();
        type("slurm-time", "7");
        await(script.textProperty(), words -> words.contains("--time=00:07:00") && words.contains("/列/"));
        ready();
        press("slurm-script-save");
        await(watched, folder -> folder != null);
        SlurmSweep saved = new SlurmSweep(context.folders(), watched.get());
        assertThat(saved.sweep().name()).isEqualTo("列");
        assertThat(saved.unsent()).isTrue();
        assertThat(saved.script()).content().contains("--time=00:07:00", "--partition=short");
        assertThat(seen("slurm-script-text")).isFalse();
    }

    @Test
    void howeverOftenASubmissionIsRefusedThereIsOneSweepAndItGoesWhenAnotherIsMade() throws Exception {
        vary();
        press("where-slurm");
        type("slurm-submit-host", NOWHERE);
        WaitForAsyncUtils.waitForFxEvents();
        for (int again = 0; again < 2; again++) {
            ready();
            robot.interact(() -> review.start());
            await(review.starting(), starting -> !starting);
            assertThat(text("slurm-refusal")).isNotEmpty();
            assertThat(SweepFolder.list(context.folders().runs())).hasSize(1);
        }
        assertThat(watched.get()).isNull();
        type("slurm-at-once", "1");
        ready();
        robot.interact(() -> review.start());
        await(review.starting(), starting -> !starting);
        SweepFolder refused = SweepFolder.list(context.folders().runs()).get(0);
        assertThat(new SlurmSweep(context.folders(), refused)
                        .settings()
                        .orElseThrow()
                        .atOnce())
                .isEqualTo(1);
        type("run-name-field", "other");
        robot.interact(() -> review.start());
        await(review.starting(), starting -> !starting);
        assertThat(SweepFolder.list(context.folders().runs()))
                .singleElement()
                .extracting(SweepFolder::name)
                .isEqualTo("other");
        assertThat(RunSummary.list(context.folders().runs())).hasSize(3);
    }
}
