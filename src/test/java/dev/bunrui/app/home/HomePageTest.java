package dev.bunrui.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.WindowTest;
import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.service.MachineProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.util.WaitForAsyncUtils;

/** The first page over folders that something is the matter with; a real process looks at the machine. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HomePageTest extends WindowTest {
    @Override
    protected void furnish() {
        // Nothing: the machine is looked at while the page is shown.
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, condition);
    }

    private boolean said(String words) {
        return robot.lookup("#attention .label").queryAllAs(Labeled.class).stream()
                .anyMatch(label -> label.getText().contains(words));
    }

    @Test
    void theMachineIsShownAsTheProbeKnowsIt() throws Exception {
        until(() -> !text("machine-processor").equals("–"));
        MachineProbe probe = new MachineProbe(folders);
        assertThat(text("machine-precision"))
                .isEqualTo(probe.known().orElseThrow().precision());
        assertThat(text("machine-processor")).contains(Runtime.getRuntime().availableProcessors() + " cores");
        until(() -> text("machine-memory").contains(" free of "));
        assertThat(text("machine-speed")).endsWith("LOP/s");
        robot.clickOn("#machine-again");
        Node again = robot.lookup("#machine-again").query();
        until(() -> !again.isDisabled());
        robot.clickOn("#language");
        assertThat(text("machine-memory")).startsWith("空き ");
    }

    @Test
    void whatIsTheMatterIsSaidInTheLanguageThatIsChosenAndLeadsToTheRun() throws Exception {
        assertThat(robot.lookup("#attention").query().isVisible()).isFalse();
        RunFolder failed = RunRequest.make(folders.runs(), "failed", TinyRun.settings(home.resolve("none.csv"), 1));
        RunFailure.crashed(failed, 137);
        Path damaged = Files.createDirectories(folders.runs().resolve("damaged"));
        Files.writeString(damaged.resolve("run.json"), "{\"created\":");
        until(() -> said("The run failed failed: The process") && said("The run damaged cannot be read"));
        robot.clickOn("#language");
        until(() -> said("実行「failed」は失敗しました。") && said("実行「damaged」を読み取れません。"));
        Files.delete(damaged.resolve("run.json"));
        until(() -> !said("damaged"));
        robot.clickOn("#attention-open-failed");
        assertThat(robot.lookup("#place-monitor").queryAs(ToggleButton.class).isSelected())
                .isTrue();
    }
}
