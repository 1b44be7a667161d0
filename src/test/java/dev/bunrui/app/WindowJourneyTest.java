package dev.bunrui.app;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The window as its user has it: real clicks, a real service, a real worker, the embedded model. */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowJourneyTest extends WindowTest {
    @Test
    void fromNothingToAClassifiedArticleByClicksAlone() throws Exception {
        robot.clickOn("#quickstart");
        await(appearing("run-state", Labeled.class).textProperty(), text -> text.startsWith("Running"));
        Node stop = find("stop", Button.class);
        await(stop.visibleProperty(), visible -> visible);
        await(appearing("run-state", Labeled.class).textProperty(), text -> text.startsWith("Finished"));
        RunFolder run = RunSummary.list(folders.runs()).get(0);
        RunSummary summary = RunSummary.of(run);
        assertThat(RunSummary.list(folders.runs())).hasSize(1);
        assertThat(text("run-name")).isEqualTo(run.name());
        assertThat(text("run-state")).contains(summary.steps() + " of " + summary.steps());
        String f1 = String.format(
                Locale.ROOT,
                "%.2f",
                100 * summary.result().orElseThrow().test().scores().macroF1());
        await(find("test-f1", Labeled.class).textProperty(), text -> text.startsWith(f1 + " ["));
        assertThat(text("best-f1")).contains(String.format(Locale.ROOT, "%.2f", 100 * summary.bestF1()));
        await(stop.visibleProperty(), visible -> !visible);

        robot.clickOn("#use");
        robot.clickOn("#article-body");
        robot.interact(() -> robot.lookup("#article-body")
                .queryTextInputControl()
                .setText("フライパンで玉ねぎを炒め、塩とこしょうで味を調える。スープのレシピと料理のこつ。"));
        await(appearing("about-answer", Labeled.class).textProperty(), text -> text.contains("tokens read"));
        assertThat(appearing("ranks-first", Labeled.class).getText())
                .isIn(summary.manifest().orElseThrow().labels());

        robot.clickOn("#place-home");
        TableView<?> recent = find("recent-runs", TableView.class);
        await(Bindings.size(recent.getItems()), n -> n.intValue() == 1);
        robot.clickOn("#language");
        assertThat(text("place-home")).isEqualTo("ホーム");
        assertThat(text("quickstart")).isEqualTo("サンプルで学習する(_T)");
        robot.clickOn("#place-monitor");
        await(appearing("run-state", Labeled.class).textProperty(), text -> text.startsWith("完了"));
        robot.clickOn("#language").clickOn("#theme");
        assertThat(text("theme")).isEqualTo("Light colours");
    }

    @Test
    void aRunThatTheWindowLeftGoesOnAndIsFoundAgain() throws Exception {
        robot.clickOn("#quickstart");
        await(appearing("run-state", Labeled.class).textProperty(), text -> text.startsWith("Running · step"));
        reopen();
        TableView<?> recent = find("recent-runs", TableView.class);
        await(Bindings.size(recent.getItems()), n -> n.intValue() == 1);
        robot.interact(() -> {
            recent.requestFocus();
            recent.getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);
        await(appearing("run-state", Labeled.class).textProperty(), text -> text.startsWith("Running · step"));
        await(find("stop", Button.class).visibleProperty(), visible -> visible);
        Waiting.click(robot, "stop");
        await(appearing("run-state", Labeled.class).textProperty(), text -> text.startsWith("Stopped"));
        await(find("resume", Button.class).visibleProperty(), visible -> visible);
    }
}
