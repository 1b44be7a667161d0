package dev.bunrui.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.app.WindowTest;
import dev.bunrui.app.choice.Preferences;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SettingsPageTest extends WindowTest {
    @BeforeEach
    void lookAtTheSettings() {
        robot.clickOn("#place-settings");
    }

    private void openedAgain() throws Exception {
        reopen();
        lookAtTheSettings();
    }

    private boolean chosen(String id) {
        return find(id, RadioButton.class).isSelected();
    }

    private Preferences kept() {
        return Preferences.read(folders.settings());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, condition);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> box(String id) {
        return (ComboBox<String>) robot.lookup("#" + id).query();
    }

    private void choose(String id, String value) {
        robot.interact(() -> box(id).setValue(value));
    }

    @Test
    void languageAndColoursChangeAtOnceAndFollowTheRailToo() throws Exception {
        assertThat(chosen("language-system")).isTrue();
        robot.clickOn("#language-ja");
        assertThat(text("place-settings")).isEqualTo("設定");
        assertThat(box("default-device").getButtonCell().getText()).isEqualTo("自動");
        robot.clickOn("#colours-dark");
        assertThat(text("theme")).isEqualTo("明るい配色");
        robot.clickOn("#language").clickOn("#theme");
        assertThat(chosen("language-en")).isTrue();
        assertThat(chosen("colours-light")).isTrue();
        robot.clickOn("#language-ja").clickOn("#colours-dark");
        until(() ->
                kept().equals(new Preferences(Optional.of(Locale.JAPANESE), true, "auto", "auto", Optional.empty())));
        openedAgain();
        assertThat(chosen("language-ja")).isTrue();
        assertThat(chosen("colours-dark")).isTrue();
        robot.clickOn("#language-system");
        assertThat(text("place-settings")).isEqualTo("Settings");
        until(() -> kept().language().isEmpty());
    }

    @Test
    void whatNewRunsComputeOnStaysChosen() throws Exception {
        until(() -> text("versions").contains("PyTorch 2"));
        assertThat(box("default-device").getItems()).startsWith("auto", "cpu");
        choose("default-device", "cpu");
        choose("default-precision", "fp32");
        until(() -> kept().device().equals("cpu") && kept().precision().equals("fp32"));
        openedAgain();
        assertThat(box("default-device").getValue()).isEqualTo("cpu");
        assertThat(box("default-precision").getValue()).isEqualTo("fp32");
    }

    @Test
    void aCardThatIsNotHereAnyMoreIsNotOfferedAndNotForgotten() throws Exception {
        until(() -> text("versions").contains("PyTorch 2"));
        reopen(() -> Preferences.FIRST.withDevice("cuda:7").write(folders.settings()));
        lookAtTheSettings();
        until(() -> text("versions").contains("PyTorch 2"));
        assertThat(box("default-device").getValue()).isEqualTo("auto");
        choose("default-precision", "bf16");
        until(() -> kept().precision().equals("bf16"));
        assertThat(kept().device()).isEqualTo("cuda:7");
    }

    @Test
    void whetherTheGraphicsCardIsUsedIsSaidInTheLanguageThatIsShown() throws Exception {
        until(() -> text("gpu-sentence").contains("graphics card"));
        robot.clickOn("#language-ja");
        until(() -> text("gpu-sentence").contains("GPU は"));
    }

    @Test
    void choicesThatCannotBeKeptAreSaidToBeSo() throws Exception {
        Files.createDirectories(folders.settings().resolve("in the way"));
        robot.clickOn("#colours-dark");
        until(() -> text("unkept").contains(folders.settings().toString()));
        assertThat(text("theme")).isEqualTo("Light colours");
        Files.delete(folders.settings().resolve("in the way"));
        Files.delete(folders.settings());
        robot.clickOn("#colours-light");
        until(() -> text("unkept").isEmpty());
        assertThat(new ObjectMapper()
                        .readTree(folders.settings().toFile())
                        .get("dark")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void foldersAreCopiedAndOneThatIsNotThereYetIsSaidToBeSo() throws Exception {
        robot.clickOn("#copy-runs");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo(folders.runs().toString()));
        robot.clickOn("#open-data");
        until(() -> text("settings-failure").contains(folders.data() + " does not exist yet"));
    }

    @Test
    void licencesAreSearchedAndRead() throws Exception {
        TableView<?> table = find("licences", TableView.class);
        until(() -> table.getItems().size() > 40);
        robot.interact(() -> find("licence-search", TextInputControl.class).setText("noto OFL"));
        assertThat(table.getItems()).hasSize(1);
        robot.interact(() -> table.getSelectionModel().select(0));
        until(() -> find("licence-text", TextInputControl.class).getText().contains("SIL OPEN FONT LICENSE"));
        robot.interact(() -> find("licence-search", TextInputControl.class).setText("no such part"));
        assertThat(table.getItems()).isEmpty();
        until(() -> find("licence-text", TextInputControl.class).getText().isEmpty());
    }
}
