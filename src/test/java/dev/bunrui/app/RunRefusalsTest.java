package dev.bunrui.app;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TinyRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that cannot be made, trained or gone on with says why in the window, as its real worker does. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunRefusalsTest extends WindowTest {
    /** Presses a button of the monitor once the run that it acts on is shown; where it stands may still change. */
    private void press(String id) throws Exception {
        Button button = appearing(id, Button.class);
        await(button.visibleProperty(), visible -> visible);
        robot.interact(button::fire);
    }

    private static RunSettings tiny(Path model, Path data, String learningRate, int epochs) {
        Map<String, String> options = new LinkedHashMap<>(RunOptions.of(TinyRun.settings(data, epochs)));
        options.put("model", model.toString());
        options.put("lr", learningRate);
        return RunOptions.parse(options, data);
    }

    @Test
    void aRunThatCannotBeMadeIsRefusedBelowItsName() throws Exception {
        click("place-wizard");
        says("data-summary", text -> text.startsWith("216 articles"));
        click("step-review");
        Path taken = Files.createDirectories(folders.runs().resolve("taken"));
        Files.writeString(taken.resolve("note.txt"), "kept");
        for (String[] name : new String[][] {
            {"../out", "../out", "“Name of the run”"},
            {".hidden", ".hidden", "“Name of the run”"},
            {"taken", "taken", "“Name of the run”", "“Go on”"},
            {"長".repeat(100), "cannot be written", "the name is too long"}
        }) {
            type("run-name-field", name[0]);
            click("wizard-start");
            refused("start-problem", Arrays.copyOfRange(name, 1, name.length));
            assertThat(find("run-name-field", TextInputControl.class).getText()).isEqualTo(name[0]);
        }
        assertThat(taken.resolve("note.txt")).hasContent("kept");
        Files.delete(taken.resolve("note.txt"));
        Files.delete(taken);
        Files.delete(folders.runs());
        Files.writeString(folders.runs(), "no folder");
        type("run-name-field", "free");
        click("wizard-start");
        refused("start-problem", "runs", "cannot be written");
        click("place-home");
        click("quickstart");
        refused("home-failure", "runs", "cannot be written");
    }

    @Test
    void aRunWhoseArticlesOrModelAreGoneSaysSoOnTheMonitorAndCanBeGoneOnWith() throws Exception {
        Path data = TinyRun.data(home);
        RunSettings asked = RunSettings.standard(home.resolve("model").toString(), data);
        RunRequest.make(folders.runs(), "lost", asked);
        click("place-monitor");
        press("resume");
        refused("run-failure", home.resolve("model").toString(), "nor a folder");
        click("place-runs");
        refused("chosen-failure", "nor a folder");
        click("place-home");
        click("attention-open-lost");
        says("run-failure", text -> text.contains("nor a folder"));
        TinyRun.model(home.resolve("model"));
        press("resume");
        refused("run-failure", "512 tokens", "at most 32", "“Longest text in tokens”");
    }

    @Test
    void aTrainingThatDivergesSaysWhichSettingToChange() throws Exception {
        Path data = TinyRun.data(home);
        RunRequest.make(folders.runs(), "wild", tiny(TinyRun.model(home.resolve("own")), data, "1e30", 2));
        click("place-monitor");
        press("resume");
        refused("run-failure", "learning rate", "a third of it", "“Learning rate”");
    }

    @Test
    void aRunGoesOnOnlyWithTheArticlesAndTheModelThatItBeganWith() throws Exception {
        Path data = TinyRun.data(home);
        Path model = TinyRun.model(home.resolve("own"));
        RunRequest.make(folders.runs(), "begun", tiny(model, data, "0.01", 100_000));
        click("place-monitor");
        press("resume");
        says("run-state", text -> text.startsWith("Running · step"));
        press("stop");
        says("run-state", text -> text.startsWith("Stopped"));
        String articles = Files.readString(data);
        Files.writeString(data, articles + "w10,class-0\n");
        press("resume");
        refused("run-failure", data.toString(), "other articles", "put the former ones back");
        Files.writeString(data, articles);
        Path config = model.resolve("config.json");
        String network = Files.readString(config);
        Files.writeString(config, network + "\n");
        press("resume");
        refused("run-failure", model.toString(), "other files of the model", "put the former ones back");
        Files.writeString(config, network);
        press("resume");
        says("run-state", text -> text.startsWith("Running · step"));
        press("stop");
        says("run-state", text -> text.startsWith("Stopped"));
    }
}
