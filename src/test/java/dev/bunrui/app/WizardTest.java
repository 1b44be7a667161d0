package dev.bunrui.app;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new run is put together in the window, right and wrong. */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WizardTest extends WindowTest {
    private static final Charset CP932 = Charset.forName("Windows-31J");

    private void own(Path file) throws Exception {
        click("place-wizard");
        click("data-own");
        type("data-path", file.toString());
    }

    /** Reviews that no column name gives away, in the encoding of old Japanese spreadsheets. */
    private Path unnamedColumns(String name) throws IOException {
        StringBuilder text = new StringBuilder("甲,乙,丙\n");
        for (int i = 0; i < 12; i++) {
            text.append("品").append(i).append(",とても気に入りました、また買います。その").append(i).append(",良\n");
            text.append("物").append(i).append(",すぐに壊れて、とても残念でした。その").append(i).append(",悪\n");
        }
        return Files.writeString(home.resolve(name), text, CP932);
    }

    private void choose(String id, String value) throws Exception {
        ComboBox<String> box = box(id);
        robot.interact(() -> box.setValue(value));
    }

    @SuppressWarnings("unchecked") // the page's own box
    private ComboBox<String> box(String id) throws Exception {
        return appearing(id, ComboBox.class);
    }

    @Test
    void aTableWithUnknownColumnsIsMappedAndBecomesARunWithTheChosenSettings() throws Exception {
        Path file = unnamedColumns("評価.csv");
        own(file);
        says("data-problem", text -> text.contains("甲, 乙, 丙") && text.contains("column”"));
        assertThat(find("wizard-next", Button.class).isDisabled()).isTrue();
        TableView<?> preview = find("data-preview", TableView.class);
        assertThat(preview.getColumns()).hasSize(3);
        choose("body-column", "乙");
        choose("label-column", "丙");
        says("data-summary", text -> text.equals("24 articles, 2 classes, CP932"));
        click("wizard-next");
        says("model-verdict", text -> text.startsWith("Fits"));
        click("wizard-next");
        click("template-own");
        type("template-text", "評価: {bodi}");
        says("template-problem", text -> text.contains("{bodi}"));
        assertThat(find("wizard-next", Button.class).isDisabled()).isTrue();
        type("template-text", "評価:\n{body}");
        says("template-problem", String::isEmpty);
        says("classified-token", text -> !text.isEmpty());
        click("wizard-next");
        type("setting-lr", "fast");
        says("setting-lr-problem", text -> text.startsWith("“Learning rate”") && text.contains("fast"));
        assertThat(find("wizard-next", Button.class).isDisabled()).isTrue();
        type("setting-lr", "2e-3");
        type("setting-epochs", "1");
        type("setting-batch-size", "4");
        click("wizard-back");
        click("wizard-back");
        click("step-review");
        assertThat(appearing("command-line", TextInputControl.class).getText())
                .contains("--data " + file, "--body-column 乙", "--lr 2e-3", "--epochs 1", "'評価:\\n{body}'");
        robot.interact(appearing("trial-start", Button.class)::fire); // it may be beyond the edge of a small window
        says("trial-time", text -> text.matches("\\d+:\\d\\d"));
        assertThat(RunSummary.list(folders.runs())).isEmpty();
        type("run-name-field", "a/b");
        click("wizard-start");
        says("start-problem", text -> text.contains("a/b"));
        type("run-name-field", "評価");
        Node start = find("wizard-start", Button.class);
        robot.interact(() -> {
            for (int i = 0; i < 20; i++) {
                ((Button) start).fire();
            }
        });
        says("run-state", text -> text.startsWith("Finished"));
        assertThat(RunSummary.list(folders.runs())).extracting(RunFolder::name).containsExactly("評価");
        RunSettings settings = RunRequest.read(
                        RunSummary.list(folders.runs()).get(0).request())
                .settings();
        assertThat(settings.columns().body()).isEqualTo("乙");
        assertThat(settings.training().learningRate()).isEqualTo(2e-3);
        assertThat(settings.training().batchSize()).isEqualTo(4);
        assertThat(settings.template()).isEqualTo("評価:\\n{body}");
    }

    @Test
    void whatIsWrongWithTheArticlesIsSaidInThePage() throws Exception {
        own(home.resolve("nothing.csv"));
        says("data-problem", text -> text.contains("nothing.csv"));
        type("data-path", Files.writeString(home.resolve("a.docx"), "x").toString());
        says("data-problem", text -> text.contains("a.docx") && text.contains(".csv"));
        type(
                "data-path",
                Files.writeString(home.resolve("one.csv"), "text,label\n文,甲\n字,甲\n")
                        .toString());
        says("data-problem", text -> text.contains("one.csv") && text.contains("甲"));
        type(
                "data-path",
                Files.writeString(home.resolve("rag.csv"), "text,label\n文,甲,乙\n")
                        .toString());
        says("data-problem", text -> text.contains("rag.csv"));
        type(
                "data-path",
                Files.write(home.resolve("bytes.csv"), new byte[] {'a', ',', 'b', '\n', (byte) 0xff, (byte) 0xff})
                        .toString());
        says("data-problem", text -> text.contains("bytes.csv"));
        assertThat(text("wizard-lacking")).isNotEmpty();
        click("data-sample");
        says("data-summary", text -> text.startsWith("216 articles"));
        says("data-problem", String::isEmpty);
    }

    @Test
    void articlesThatChangeOrVanishUnderTheWizardAreNotTrainedOnUnseen() throws Exception {
        Path file = Files.writeString(home.resolve("a.csv"), rows(12));
        own(file);
        says("data-summary", text -> text.startsWith("24 articles"));
        click("step-review");
        Files.writeString(file, rows(15));
        click("wizard-start");
        click("step-data");
        says("data-summary", text -> text.startsWith("30 articles"));
        says("data-changed", text -> text.contains("changed"));
        click("step-review");
        Files.delete(file);
        click("wizard-start");
        click("step-data");
        says("data-problem", text -> text.contains("a.csv"));
        assertThat(RunSummary.list(folders.runs())).isEmpty();
    }

    private static String rows(int count) {
        StringBuilder text = new StringBuilder("text,label\n");
        for (int i = 0; i < count; i++) {
            text.append("とても良い品物でした。その").append(i).append(",良\n");
            text.append("すぐに壊れて残念でした。その").append(i).append(",悪\n");
        }
        return text.toString();
    }

    @Test
    void aFolderThatIsNoModelIsRefusedInThePage() throws Exception {
        click("place-wizard");
        click("step-model");
        TableView<?> models = appearing("models", TableView.class);
        assertThat(models.getItems()).isNotEmpty();
        type("model-search", "no such model");
        assertThat(models.getItems()).isEmpty();
        type("model-search", "Bunrui mini");
        assertThat(models.getItems()).hasSize(1);
        assertThat(find("step-template", Labeled.class).isDisabled()).isFalse();
    }

    @Test
    void theKeysLeadThroughTheWizardAndFromPageToPage() throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        says("data-summary", text -> text.startsWith("216 articles"));
        await(find("wizard-next", Button.class).disabledProperty(), disabled -> !disabled);
        robot.type(KeyCode.ENTER);
        says("model-verdict", text -> text.startsWith("Fits"));
        robot.press(KeyCode.ALT, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.ALT);
        says("classified-token", text -> !text.isEmpty());
        robot.press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
        says("model-verdict", text -> text.startsWith("Fits"));
        robot.press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
        Path file = Files.writeString(home.resolve("a.csv"), rows(12));
        click("data-own");
        type("data-path", file.toString());
        says("data-summary", text -> text.startsWith("24 articles"));
        robot.clickOn("#data-path").type(KeyCode.ENTER);
        says("model-verdict", text -> text.startsWith("Fits"));
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
        assertThat(appearing("quickstart", Button.class).isDefaultButton()).isTrue();
    }

    @Test
    void aFileIsDroppedOnTheArticlesAgainWhenItIsPutRightAndSeveralAreRefused() throws Exception {
        Path table = unnamedColumns("評価.csv");
        click("place-wizard");
        says("data-summary", text -> text.contains("216"));
        Node place = find("data-own", Node.class);
        drag(List.of(table.toFile(), home.toFile()), place);
        says("data-unwanted", text -> text.startsWith("Drop one file"));
        says("data-summary", text -> text.contains("216"));
        drag(List.of(table.toFile()), place);
        says("data-problem", text -> text.contains("甲, 乙, 丙"));
        assertThat(text("data-unwanted")).isEmpty();
        assertThat(find("data-path", TextInputControl.class).getText()).isEqualTo(table.toString());
        String text = Files.readString(table, CP932);
        Files.writeString(table, text.replaceFirst("甲,乙,丙", "title,body,label"), CP932);
        drag(List.of(table.toFile()), place);
        says("data-summary", words -> words.startsWith("24 articles"));
        TableView<?> preview = find("data-preview", TableView.class);
        await(
                Bindings.createStringBinding(
                        () -> preview.getColumns().stream()
                                .map(TableColumn::getText)
                                .toList()
                                .toString(),
                        preview.getColumns()),
                names -> names.contains("body"));
    }

    /** Drags files from beside the page. */
    private void drag(List<File> files, Node to) {
        Label label = new Label("files");
        label.setOnDragDetected(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putFiles(files);
            label.startDragAndDrop(TransferMode.COPY).setContent(content);
            event.consume();
        });
        robot.interact(() -> {
            ((Pane) to.getScene().lookup(".rail")).getChildren().add(label);
            label.applyCss();
        });
        robot.drag(label).moveTo(to);
        PseudoClass drop = PseudoClass.getPseudoClass("drop");
        assertThat(to.getScene().lookup(".drop-place").getPseudoClassStates()).contains(drop);
        robot.drop();
        robot.interact(() -> ((Pane) label.getParent()).getChildren().remove(label));
        assertThat(to.getScene().lookup(".drop-place").getPseudoClassStates()).doesNotContain(drop);
    }
}
