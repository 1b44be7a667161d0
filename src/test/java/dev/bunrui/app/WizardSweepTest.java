package dev.bunrui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.sweep.SweepFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.util.WaitForAsyncUtils;

/** A sweep is put together in the wizard, begun, widened and narrowed. */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WizardSweepTest extends WindowTest {
    private Path articles() throws Exception {
        StringBuilder text = new StringBuilder("text,label\n");
        for (int i = 0; i < 12; i++) {
            text.append("とても良い品物でした。その").append(i).append(",良\n");
            text.append("すぐに壊れて残念でした。その").append(i).append(",悪\n");
        }
        return Files.writeString(home.resolve("a.csv"), text);
    }

    private void training() throws Exception {
        Path file = articles();
        click("place-wizard");
        click("data-own");
        type("data-path", file.toString());
        says("data-summary", text -> text.startsWith("24 articles"));
        click("step-training");
        type("setting-epochs", "1");
        type("setting-batch-size", "4");
        TitledPane pane = appearing("sweep-settings", TitledPane.class);
        robot.interact(() -> pane.setExpanded(true));
    }

    private void vary(String option) throws Exception {
        MenuButton menu = appearing("add-axis", MenuButton.class);
        robot.interact(() -> menu.getItems().stream()
                .filter(item -> ("add-axis-" + option).equals(item.getId()))
                .forEach(MenuItem::fire));
    }

    private boolean mayGoOn() {
        return !find("wizard-next", Button.class).isDisabled();
    }

    private static void await(Supplier<Boolean> wanted) throws Exception {
        WaitForAsyncUtils.waitFor(
                2,
                TimeUnit.MINUTES,
                () -> WaitForAsyncUtils.asyncFx(wanted::get).get());
    }

    private TableView<?> table(String id) throws Exception {
        return appearing(id, TableView.class);
    }

    @Test
    void valuesThatCannotBeAreRefusedBesideTheirOptionAndOneIsNoSweep() throws Exception {
        training();
        vary("lr");
        assertThat(appearing("axis-lr", TextInputControl.class).getText()).isEqualTo("2.5e-4, 5e-4, 1e-3");
        type("axis-lr", "1e-3, fast");
        refused("axis-lr-problem", "fast");
        assertThat(mayGoOn()).isFalse();
        type("axis-lr", "1e-3 1e-3");
        says("axis-lr-problem", text -> text.startsWith("Give two values or more"));
        assertThat(mayGoOn()).isFalse();
        click("axis-lr-remove");
        await(this::mayGoOn);
        vary("max-length");
        type("axis-max-length", "100000, 200000");
        says("grid-refusal", text -> text.startsWith("None of the 2 combinations can be trained"));
        vary("template");
        CheckBox bare = appearing("axis-template-2", CheckBox.class);
        assertThat(bare.isSelected()).isTrue();
        robot.interact(() -> bare.setSelected(false));
        type("axis-max-length", "64, 100000");
        says("grid-count", "Runs: 2"::equals);
        says("grid-skipped", text -> text.startsWith("2 skipped (Longest text in tokens 100000)"));
    }

    @Test
    void aSweepIsBegunFollowedWidenedAndNarrowed() throws Exception {
        training();
        vary("lr");
        type("axis-lr", "2e-3、1e-3");
        says("grid-count", "Runs: 2"::equals);
        click("step-review");
        assertThat(appearing("command-line", TextInputControl.class).getText())
                .startsWith("bunrui sweep --data " + home.resolve("a.csv"))
                .contains("--lr 2e-3,1e-3", "--epochs 1");
        assertThat(table("sweep-grid").getItems()).hasSize(2);
        type("run-name-field", "比べる");
        click("wizard-start");
        TableView<?> runs = table("sweep-runs");
        SweepFolder sweep = new SweepFolder(folders.runs().resolve("比べる"));
        await(() -> runs.getItems().size() == 2 && sweep.runs().stream().allMatch(RunFolder::finished));
        assertThat(sweep.read().runs().values()).containsExactly(Map.of("lr", "2e-3"), Map.of("lr", "1e-3"));
        assertThat(RunRequest.read(sweep.runs().get(1).request())
                        .settings()
                        .training()
                        .learningRate())
                .isEqualTo(1e-3);
        ChoiceBox<?> scope = appearing("compare-scope", ChoiceBox.class);
        await(() -> String.valueOf(scope.getValue()).contains("sweep=Optional[比べる]"));
        click("sweep-add");
        says("sweep-extends", text -> text.contains("“比べる”"));
        assertThat(find("setting-lr", TextInputControl.class).getText()).isEqualTo("2e-3");
        says("grid-refusal", text -> text.startsWith("All these runs are in the sweep already"));
        type("axis-lr", "2e-3, 1e-3, 5e-4");
        says("grid-count", "Runs: 1"::equals);
        click("step-review");
        click("wizard-start");
        TableView<?> wider = table("sweep-runs");
        await(() -> wider.getItems().size() == 3
                && sweep.runs().size() == 3
                && sweep.runs().get(2).finished());
        List<String> names = List.copyOf(sweep.read().runs().keySet());
        robot.interact(() -> wider.getSelectionModel().select(0));
        click("sweep-run-drop");
        await(() -> wider.getItems().size() == 2);
        assertThat(sweep.read().runs().keySet()).containsExactly(names.get(1), names.get(2));
        assertThat(sweep.run(names.get(0)).finished()).isTrue();
    }
}
