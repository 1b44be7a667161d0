package dev.bunrui.robot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.control.TableView;

/** Opens each of the system's dialogs by its button, leaves it, opens it again and chooses; a picture of each. */
final class Dialogs {
    private static final String WINDOW = "Bunrui";
    /** A question about a file that is there has no title. */
    private static final Predicate<String> OPENED = name -> !name.isEmpty() && !name.equals(WINDOW);

    private static final int PATIENCE_SECONDS = 10;

    private final Hands hands;
    private final Path out;
    private final Path desk;
    private final String language;
    private int pictures;

    Dialogs(Hands hands, Path out, Map<String, String> asked) {
        this.hands = hands;
        this.out = out;
        this.desk = Path.of(asked.get("desk"));
        this.language = asked.get("language");
    }

    void go() {
        wizard();
        classifier();
        runs();
    }

    private String words(String japanese, String english) {
        return language.equals("ja") ? japanese : english;
    }

    private void wizard() {
        hands.click("place-wizard");
        hands.click("data-sample");
        hands.says("data-summary", text -> text.contains("216"));
        cancelled("data-file", words("ファイルを開く", "Open a file"));
        hands.says("data-summary", text -> text.contains("216"));
        opened("data-file", desk.resolve("reviews.csv"));
        said("data-file", "data-summary", text -> text.contains("120"));
        cancelled("data-folder", words("フォルダを開く", "Open a folder"));
        opened("data-folder", desk.resolve("articles"));
        said("data-folder", "data-summary", text -> text.contains("216"));
        hands.click("wizard-next");
        cancelled("model-folder", words("モデルのフォルダを追加", "Add a model folder"));
        opened("model-folder", desk.resolve("articles"));
        said("model-folder", "model-failure", text -> text.contains("articles"));
    }

    private void classifier() {
        hands.click("place-classifier");
        hands.click("clear-article");
        cancelled("open-text", words("テキストファイルを開く", "Open a text file"));
        hands.says("article-title", String::isEmpty);
        opened("open-text", desk.resolve("article.txt"));
        said("open-text", "article-title", text -> text.contains("かまど日和"));
        cancelled("classify-file", words("ファイルを分類", "Classify a file"));
        opened("classify-file", desk.resolve("reviews.csv"));
        said("classify-file", "file-input", text -> text.endsWith("reviews.csv"));
        String suggested = hands.says("file-output", text -> text.endsWith("reviews-classified.csv"));
        cancelled("choose-output", words("結果の保存先", "Results"));
        hands.says("file-output", suggested::equals);
        Path taken = written("taken.csv");
        replaced("choose-output", desk.resolve("taken"));
        said("choose-output", "file-output", taken.toString()::equals);
        hands.click("start-file");
        said("start-file", "file-written", text -> text.contains(taken.toString()));
    }

    private void runs() {
        hands.click("place-runs");
        hands.awaitNode("runs-table", table -> !((TableView<?>) table).getItems().isEmpty());
        Hands.onFx(() -> {
            ((TableView<?>) hands.lookup("runs-table")).getSelectionModel().select(0);
            return null;
        });
        hands.click("run-export");
        cancelled("run-export-zip", words("実行全体（.zip）", "The whole run (.zip)"));
        Path taken = written("taken.zip");
        hands.click("run-export");
        replaced("run-export-zip", desk.resolve("taken"));
        said("run-export-zip", "runs-exported", text -> text.contains(taken.toString()));
        hands.click("run-export");
        cancelled("run-export-adapter", words("PEFT 用のアダプター（フォルダ）", "The adapter for PEFT (folder)"));
        hands.click("run-export");
        opened("run-export-adapter", desk.resolve("out"));
        said("run-export-adapter", "runs-exported", text -> text.matches(".*/out/[^/]+-adapter.*"));
    }

    private Path written(String name) {
        try {
            return Files.writeString(desk.resolve(name), "from before");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Opens a dialog, looks at what it is called, and leaves it by Esc. */
    private void cancelled(String button, String title) {
        hands.click(button);
        String seen = awaitTitle(OPENED);
        picture(button + "-dialog");
        if (!seen.equals(title)) {
            throw new IllegalStateException("the dialog of #" + button + " is called " + seen + ", not " + title);
        }
        key("Escape");
        awaitTitle(WINDOW::equals);
    }

    /** Opens a dialog and types a path into it. */
    private void opened(String button, Path path) {
        hands.click(button);
        String dialog = awaitTitle(OPENED);
        key("ctrl+l");
        type(path);
        key("Return");
        if (awaitTitle(name -> true).equals(dialog)) {
            key("Return"); // the first one went into the folder
        }
        awaitTitle(WINDOW::equals);
    }

    /** Names a file without its ending, of which there is one; says no at first to its being replaced, then yes. */
    private void replaced(String button, Path path) {
        hands.click(button);
        String dialog = awaitTitle(OPENED);
        key("ctrl+a");
        type(path);
        key("Return");
        Hands.sleep(1000);
        key("Return");
        awaitTitle(String::isEmpty);
        picture(button + "-replace");
        key("Escape");
        awaitTitle(dialog::equals);
        key("Return");
        awaitTitle(String::isEmpty);
        key("Return");
        awaitTitle(WINDOW::equals);
    }

    private void said(String what, String id, Predicate<String> wanted) {
        System.err.println("robot: " + what + ": " + hands.says(id, wanted));
        picture(what + "-done");
    }

    private void picture(String what) {
        pictures++;
        hands.shot(out.resolve("%s-dialog-%02d-%s.png".formatted(language, pictures, what)));
    }

    /** What the window that has the keys is called, once it is called as it should be. */
    private static String awaitTitle(Predicate<String> wanted) {
        String name = "";
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            Hands.sleep(100);
            String active = xdotool("getactivewindow");
            name = xdotool("getwindowname", active);
            if (!active.isEmpty() && wanted.test(name)) {
                Hands.sleep(300);
                return name;
            }
        }
        throw new IllegalStateException("the keys go to the window " + name);
    }

    private static void key(String key) {
        xdotool("key", key);
        Hands.sleep(700);
    }

    private static void type(Path path) {
        xdotool("type", "--delay", "20", path.toString());
        Hands.sleep(500);
    }

    private static String xdotool(String... words) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of("xdotool"), Stream.of(words)).toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.strip();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
