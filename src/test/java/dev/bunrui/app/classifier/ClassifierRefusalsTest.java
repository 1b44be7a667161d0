package dev.bunrui.app.classifier;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.Sentences;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be classified, or classified with, is said in one sentence, in the language that is shown. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClassifierRefusalsTest extends ClassifierTest {
    @TempDir
    static Path home;

    private static AppFolders folders;
    private static RunFolder run;

    @TempDir
    Path desk;

    private Locale before;

    @BeforeAll
    static void train() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        run = TinyRun.trained(folders, "run", TinyRun.data(home), 1);
    }

    @BeforeEach
    void begin() throws Exception {
        before = Locale.getDefault();
        open(folders, page -> {});
        awaitRun();
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private void refused(String id, String... parts) throws Exception {
        Labeled label = robot.lookup("#" + id).queryAs(Labeled.class);
        await(label.textProperty(), text -> Stream.of(parts).allMatch(text::contains));
        String english = label.getText();
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        await(label.textProperty(), text -> !text.equals(english));
        String japanese = label.getText();
        robot.interact(() -> context.texts().speak(Locale.ENGLISH));
        await(label.textProperty(), text -> text.equals(english));
        Sentences.assertPlain(english, japanese);
    }

    private void drop(Path file) {
        robot.interact(() -> page.drop(List.of(file)));
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(desk.resolve(name), content);
    }

    @Test
    void filesThatHoldNoArticleAreRefusedAboveTheFields() throws Exception {
        robot.interact(
                () -> robot.lookup("#article-body").queryTextInputControl().setText("w12 w14"));
        drop(file("blank.txt", " \n"));
        refused("input-failure", "blank.txt", "empty");
        drop(Files.write(desk.resolve("picture.png"), new byte[] {1, 0, 2}));
        refused("input-failure", "picture.png", "zero byte");
        drop(Files.write(desk.resolve("huge.txt"), new byte[2_000_000]));
        refused("input-failure", "huge.txt", "larger than");
        drop(Files.createDirectory(desk.resolve("folder")));
        refused("input-failure", "folder", "single file");
        robot.interact(() -> page.drop(List.of(desk, desk)));
        refused("input-failure", "one file at a time");
        for (String[] table : new String[][] {
            {"empty.csv", "", "no rows"},
            {"twice.csv", "text,text\na,b\n", "two columns"},
            {"broken.jsonl", "{\"body\":\n", "line 1", "no valid JSON"}
        }) {
            drop(file(table[0], table[1]));
            refused(
                    "file-failure",
                    Stream.concat(Stream.of(table[0]), Arrays.stream(table, 2, table.length))
                            .toArray(String[]::new));
        }
        drop(desk.resolve("gone.csv"));
        refused("file-failure", "gone.csv", "not there any more");
        assertThat(robot.lookup("#article-body").queryTextInputControl().getText())
                .isEqualTo("w12 w14");
    }

    @Test
    void aFileThatIsRefusedWhenItsArticlesAreReadCanBeMendedAndAskedForAgain() throws Exception {
        StringBuilder rows = new StringBuilder("number,words\n");
        for (int i = 0; i < 1100; i++) {
            rows.append(i).append(",w12 w14\n");
        }
        Path input = file("late.csv", rows + "1,2,3\n");
        Path blocked = Files.createDirectory(desk.resolve("late-classified.csv.part"));
        Path inIt = Files.writeString(blocked.resolve("note.txt"), "kept");
        drop(input);
        ComboBox<String> body = robot.lookup("#file-body").queryComboBox();
        Node form = robot.lookup("#file-form").query();
        await(form.visibleProperty(), shown -> shown);
        robot.interact(() -> body.setValue("words"));
        start();
        refused("file-failure", "late.csv, line 1102", "3 columns");
        assertThat(form.isVisible()).isTrue();
        assertThat(body.getValue()).isEqualTo("words");
        Files.writeString(input, rows);
        start();
        refused("file-failure", "late-classified.csv", "cannot be written", "it is a folder");
        assertThat(form.isVisible()).isTrue();
        Files.delete(inIt);
        Files.delete(blocked);
        start();
        Labeled written = robot.lookup("#file-written").queryAs(Labeled.class);
        await(written.textProperty(), text -> text.startsWith("1,100 articles"));
        assertThat(desk.resolve("late-classified.csv")).exists();
    }

    private void start() {
        robot.interact(() -> robot.lookup("#start-file").queryButton().fire());
    }

    @Test
    void aRunThatCannotBeUsedIsSaidToBeSoBesideTheArticle() throws Exception {
        Path config = run.adapter().resolve("adapter_config.json");
        broken(config, "no JSON", "adapter_config.json", "not valid JSON");
        broken(run.adapter().resolve("adapter_model.safetensors"), "cut", "adapter_model.safetensors", "whole");
        String manifest = Files.readString(run.manifest());
        broken(
                run.manifest(),
                manifest.replaceAll("\"model\" : \"[^\"]*\"", "\"model\" : \"/moved/away\""),
                "/moved/away",
                "nor a folder");
        ask("w12");
        await(robot.lookup("#classifier-failure").queryAs(Labeled.class).textProperty(), String::isEmpty);
    }

    /** Breaks a file for one question. */
    private void broken(Path file, String content, String... parts) throws Exception {
        byte[] sound = Files.readAllBytes(file);
        Files.writeString(file, content);
        ask(file.getFileName().toString());
        refused("classifier-failure", parts);
        assertThat(robot.lookup("#article-body").queryTextInputControl().getText())
                .isEqualTo(file.getFileName().toString());
        Files.write(file, sound);
    }

    private void ask(String body) {
        robot.interact(
                () -> robot.lookup("#article-body").queryTextInputControl().setText(body));
    }
}
