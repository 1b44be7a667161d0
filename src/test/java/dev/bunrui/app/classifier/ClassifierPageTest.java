package dev.bunrui.app.classifier;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.shell.Place;
import dev.bunrui.classify.explain.Faithfulness;
import dev.bunrui.classify.explain.Faithfulness.Effect;
import dev.bunrui.classify.explain.FaithfulnessJson;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SimilarArticle;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TestExample;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.Interval;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as its user has it: a run that was really trained, processes that really answer. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClassifierPageTest extends ClassifierTest {
    @TempDir
    static Path home;

    private static AppFolders folders;
    private static RunFolder titled;
    private static RunFolder untitled;

    @TempDir
    Path desk;

    @BeforeAll
    static void train() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        Path words = TinyRun.data(home);
        untitled = train("untitled", words);
        String rows = Files.readAllLines(words).stream()
                .skip(1)
                .map(line -> "w1," + line + "\n")
                .collect(Collectors.joining("", "title,text,label\n", ""));
        titled = train("titled", Files.writeString(home.resolve("titled.csv"), rows));
    }

    private static RunFolder train(String name, Path data) {
        return TinyRun.trained(folders, name, data, 2);
    }

    @BeforeEach
    void begin() throws Exception {
        open(folders);
    }

    private void open(AppFolders theirs) throws Exception {
        open(theirs, page -> page.use(titled));
    }

    private <T extends Node> T find(String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private String text(String id) {
        return find(id, Labeled.class).getText();
    }

    private TextInputControl field(String id) {
        return robot.lookup("#" + id).queryTextInputControl();
    }

    private void awaitText(String id, Predicate<String> wanted) throws InterruptedException {
        await(find(id, Labeled.class).textProperty(), wanted);
    }

    private void choose(RunFolder run) throws InterruptedException {
        awaitRun();
        robot.interact(() -> page.use(run));
        await(
                runs().valueProperty(),
                chosen -> chosen instanceof RunChoice now && now.folder().equals(run));
    }

    private void paste(String id, String text) {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.clickOn("#" + id).interact(() -> field(id).paste());
    }

    private void awaitAnswer() throws InterruptedException {
        awaitText("about-answer", text -> text.contains("tokens read"));
    }

    @Test
    void runsAreToldApartByTheirModelAndScore() throws Exception {
        awaitRun();
        ComboBox<?> box = runs();
        assertThat(box.getItems()).hasSize(2);
        String f1 = Figures.percent(StoredResult.read(titled).test().scores().macroF1());
        assertThat(box.getButtonCell().getText())
                .contains("titled")
                .contains("model")
                .contains("F1 " + f1 + " [");
    }

    @Test
    void ofAPastedArticleTheFirstLineIsOfferedAsTheTitle() throws Exception {
        awaitRun();
        paste("article-body", "w3 w4\nw12 w14\nw15 w16\n");
        assertThat(text("title-offer")).contains("w3 w4");
        awaitAnswer();
        robot.type(KeyCode.ENTER);
        assertThat(field("article-title").getText()).isEqualTo("w3 w4");
        assertThat(field("article-body").getText()).isEqualTo("w12 w14\nw15 w16");
        assertThat(find("take-title", Node.class).getParent().isVisible()).isFalse();

        robot.clickOn("#clear-article");
        paste("article-body", "w3 w4\nw12 w14");
        robot.type(KeyCode.ESCAPE);
        assertThat(field("article-title").getText()).isEmpty();
        assertThat(field("article-body").getText()).isEqualTo("w3 w4\nw12 w14");
        robot.type(KeyCode.ENTER);
        assertThat(field("article-title").getText()).isEmpty();

        robot.clickOn("#clear-article");
        paste("article-title", "w3 w4\nw12 w14\nw15");
        assertThat(field("article-title").getText()).isEqualTo("w3 w4");
        assertThat(field("article-body").getText()).isEqualTo("w12 w14\nw15");
    }

    @Test
    void theLivedoorLayoutIsTakenApartWhenPastedOrDropped() throws Exception {
        awaitRun();
        String text = "http://news.livedoor.com/article/detail/1/\n2010-05-30T10:30:00+0900\n玉ねぎ w3\nw12\nw14\n";
        paste("article-body", text);
        assertThat(field("article-title").getText()).isEqualTo("玉ねぎ w3");
        assertThat(field("article-body").getText()).isEqualTo("w12\nw14");
        robot.clickOn("#clear-article");
        Path file = Files.write(desk.resolve("a.txt"), text.getBytes(Charset.forName("EUC-JP")));
        robot.interact(() -> page.drop(List.of(file)));
        await(field("article-title").textProperty(), title -> title.equals("玉ねぎ w3"));
        assertThat(field("article-body").getText()).isEqualTo("w12\nw14");
    }

    @Test
    void aRunWithoutTitlesAsksForNone() throws Exception {
        choose(untitled);
        assertThat(field("article-title").isVisible()).isFalse();
        assertThat(text("untitled")).contains("without titles");
        paste("article-body", "w3 w4\nw12 w14");
        awaitAnswer();
        assertThat(find("take-title", Node.class).getParent().isVisible()).isFalse();
        choose(titled);
        assertThat(field("article-title").isVisible()).isTrue();
    }

    @Test
    void whatWasCutOffIsShown() throws Exception {
        awaitRun();
        List<String> words =
                IntStream.range(0, 60).mapToObj(i -> "w" + (10 + i % 45)).toList();
        String body = String.join(" ", words);
        paste("article-body", body);
        awaitText("read-part", text -> text.contains("of " + body.length() + " characters"));
        TextFlow flow = find("unread", TextFlow.class);
        List<String> parts =
                flow.getChildren().stream().map(node -> ((Text) node).getText()).toList();
        String before = parts.get(0).replaceFirst("^…", "");
        assertThat(body).endsWith(before + parts.get(2));
        int read = body.length() - parts.get(2).length();
        assertThat(text("read-part")).contains("first " + read + " of");
        assertThat(read).isPositive();
        // Where the whole article is shown the rest is part of it.
        robot.clickOn("#why");
        await(flow.getParent().getParent().getParent().visibleProperty(), visible -> !visible);
        TextFlow whole = (TextFlow) tinted().getChildrenUnmodifiable().get(1);
        assertThat(looked(() -> whole.getChildren().stream()
                        .map(node -> ((Text) node).getText())
                        .collect(Collectors.joining())))
                .isEqualTo(body);
        assertThat(text("read-part")).contains("first " + read + " of");
        robot.clickOn("#why");
        await(flow.getParent().getParent().getParent().visibleProperty(), visible -> visible);
        robot.interact(() -> field("article-body").setText("w12"));
        await(flow.getParent().getParent().getParent().visibleProperty(), visible -> !visible);
    }

    @Test
    void anExampleFillsTheFieldsAndItsAnswerIsJudged() throws Exception {
        awaitRun();
        ListView<?> list = find("example-list", ListView.class);
        await(Bindings.size(list.getItems()), size -> size.intValue() == 6);
        for (Object item : List.copyOf(list.getItems())) {
            TestExample example = (TestExample) item;
            robot.interact(() -> {
                list.requestFocus();
                list.getSelectionModel().select(list.getItems().indexOf(example));
            });
            robot.type(KeyCode.ENTER);
            assertThat(field("article-body").getText())
                    .isEqualTo(example.article().body());
            assertThat(field("article-title").getText()).isEqualTo("w1");
            awaitText(
                    "verdict",
                    text -> text.equals((example.right() ? "Right: its label is “" : "Wrong: its label is “")
                            + example.gold() + "”."));
            awaitText("ranks-first", text -> text.equals(example.predicted()));
        }
        robot.interact(() -> field("article-body").appendText(" w12"));
        awaitText("verdict", String::isEmpty);
    }

    private TintedArticle tinted() {
        return find("why-article", TintedArticle.class);
    }

    /** The article's marks of a style, laid out: they are shown a moment before. */
    private List<Node> marks(String style) {
        return looked(() -> {
            Parent root = tinted().getScene().getRoot();
            root.applyCss();
            root.layout();
            return tinted().shapes().stream()
                    .filter(shape -> shape.getStyleClass().contains(style))
                    .<Node>map(shape -> shape)
                    .toList();
        });
    }

    private void awaitExplained(String label) throws InterruptedException {
        awaitText("why-heading", text -> text.startsWith("Why " + label + " ("));
    }

    @Test
    void whatSpeaksForAClassIsTintedAndFollowsWhatIsTypedAndChosen() throws Exception {
        choose(untitled);
        paste("article-body", "w12 w14 w15。\nw40 w41。 w26\nw27 w28。");
        awaitAnswer();
        assertThat(marks("tint")).isEmpty();
        assertThat(find("why-heading", Node.class).getParent().getParent().isVisible())
                .isFalse();
        robot.clickOn("#why");
        String first = text("ranks-first");
        awaitExplained(first);
        assertThat(marks("tint"))
                .hasSize(4)
                .allMatch(tint -> tint.getBoundsInLocal().getWidth() > 0);
        assertThat(marks("tint").stream().mapToDouble(Node::getOpacity).max().orElse(0))
                .isGreaterThan(0.5);
        assertThat(marks("line")).isNotEmpty();
        assertThat(tinted().getAccessibleText()).contains(first).containsAnyOf("w15。", "w41。", "w26", "w28。");
        assertThat(text("why-note")).contains("has not been measured");

        // Another class by its row, then the most probable one again.
        String other = first.equals("class-0") ? "class-1" : "class-0";
        robot.clickOn(other);
        awaitExplained(other);
        robot.clickOn("#ranks-first");
        awaitExplained(first);

        robot.interact(() -> field("article-body").appendText("\nw31。"));
        Group tints = (Group) tinted().getChildrenUnmodifiable().get(0);
        await(Bindings.size(tints.getChildren()), size -> size.intValue() == 5);
        robot.clickOn("#why");
        assertThat(marks("tint")).isEmpty();
        assertThat(find("why-heading", Node.class).getParent().getParent().isVisible())
                .isFalse();
    }

    @Test
    void similarTrainingArticlesAreListedAndComeWithTheirLabel() throws Exception {
        awaitRun();
        ListView<?> none = find("example-list", ListView.class);
        await(Bindings.size(none.getItems()), size -> size.intValue() == 6);
        robot.interact(() ->
                find("classifier-lists", TabPane.class).getSelectionModel().select(2));
        assertThat(text("no-similar")).contains("are listed here");
        robot.interact(() -> field("article-body").setText("w12 w14 w15"));
        ListView<?> list = find("similar-list", ListView.class);
        await(Bindings.size(list.getItems()), size -> size.intValue() == 5);
        SimilarArticle nearest = (SimilarArticle) list.getItems().get(0);
        robot.interact(() -> {
            list.requestFocus();
            list.getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);
        assertThat(field("article-body").getText()).isEqualTo(nearest.article().body());
        awaitText("verdict", text -> text.contains("“" + nearest.article().label() + "”"));
        // Other articles are nearest to another one; itself is to itself.
        await(
                Bindings.valueAt(list.getItems(), 0),
                first -> first instanceof SimilarArticle similar && similar.cosine() > 0.9999);
        robot.interact(() ->
                find("classifier-lists", TabPane.class).getSelectionModel().select(0));
        assertThat(list.getItems()).isEmpty();
    }

    @Test
    void aSearchThatWasStoppedGoesOnWhenItIsAskedTo() throws Exception {
        choose(untitled);
        robot.interact(() ->
                find("classifier-lists", TabPane.class).getSelectionModel().select(2));
        robot.interact(() -> field("article-body").setText("w12"));
        awaitAnswer();
        robot.interact(() -> find("stop-similar", Button.class).fire());
        awaitText("no-similar", text -> text.contains("was stopped"));
        assertThat(find("go-on-similar", Node.class).isVisible()).isTrue();
        robot.interact(() -> find("go-on-similar", Button.class).fire());
        ListView<?> list = find("similar-list", ListView.class);
        await(Bindings.size(list.getItems()), size -> size.intValue() == 5);
    }

    @Test
    void howFarTintsCanBeTrustedIsSaidWhereItWasMeasured() throws Exception {
        Effect effect = new Effect(0.42, 0.07, new Interval(0.2, 0.5), true);
        Path file = titled.path().resolve("faithfulness.json");
        Files.writeString(
                file, FaithfulnessJson.of(new Faithfulness(12, effect, effect)).toString());
        try {
            choose(untitled);
            choose(titled);
            robot.interact(() -> field("article-body").setText("w12 w14"));
            awaitAnswer();
            robot.clickOn("#why");
            awaitText(
                    "why-note",
                    text -> text.contains("12 test articles")
                            && text.contains("42.0 points")
                            && text.contains("That is rough:"));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void examplesWhoseDataChangedAreExplainedKindly() throws Exception {
        choose(untitled);
        Path data = home.resolve("words.csv");
        String before = Files.readString(data);
        try {
            Files.writeString(data, before.replace("w1", "w2"));
            choose(titled);
            choose(untitled);
            awaitText("no-examples", text -> text.contains("not those that this run was tested on"));
        } finally {
            Files.writeString(data, before);
        }
    }

    @Test
    void whatWasClassifiedIsListedAndComesBack() throws Exception {
        awaitRun();
        robot.interact(() ->
                find("classifier-lists", TabPane.class).getSelectionModel().select(1));
        ListView<?> list = find("history-list", ListView.class);
        robot.clickOn("#article-body").write("w12");
        awaitAnswer();
        robot.write(" w14");
        await(
                Bindings.createStringBinding(
                        () -> list.getItems().stream()
                                .map(past -> ((Past) past).body())
                                .collect(Collectors.joining("|")),
                        list.getItems()),
                bodies -> bodies.equals("w12 w14"));
        paste("article-body", "");
        robot.clickOn("#clear-article");
        paste("article-body", "w40 w41");
        await(Bindings.size(list.getItems()), size -> size.intValue() == 2);
        robot.interact(() -> {
            list.requestFocus();
            list.getSelectionModel().select(1);
        });
        robot.type(KeyCode.ENTER);
        assertThat(field("article-body").getText()).isEqualTo("w12 w14");
        String label = ((Past) list.getItems().get(1)).label();
        awaitText("ranks-first", label::equals);
        assertThat(list.getItems()).hasSize(2);
        robot.clickOn("#clear-history");
        assertThat(list.getItems()).isEmpty();
        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".safetensors")))
                    .noneMatch(file -> contains(file, "w40 w41"));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void filesThatAreNoArticlesAreRefusedInOneSentence() throws Exception {
        awaitRun();
        robot.interact(() -> field("article-body").setText("w12"));
        awaitAnswer();
        assertDropRefused(desk.resolve("gone.txt"), "not there any more");
        assertDropRefused(desk, "is a folder");
        assertDropRefused(Files.writeString(desk.resolve("empty.txt"), ""), "is empty");
        assertDropRefused(Files.write(desk.resolve("picture.png"), new byte[] {1, 0, 2}), "zero byte");
        assertDropRefused(Files.write(desk.resolve("huge.txt"), new byte[2_000_000]), "larger than");
        robot.interact(() -> page.drop(List.of(desk, desk)));
        assertThat(text("input-failure")).contains("one file at a time");
        assertThat(field("article-body").getText()).isEqualTo("w12");
        robot.interact(() -> page.drop(List.of(desk.resolve("gone.csv"))));
        awaitText("file-failure", text -> text.contains("not there any more"));
    }

    private void assertDropRefused(Path file, String sentence) throws InterruptedException {
        robot.interact(() -> page.drop(List.of(file)));
        awaitText("input-failure", text -> text.contains(sentence));
    }

    private Path rows(String name, int count) throws Exception {
        return Files.writeString(
                desk.resolve(name),
                IntStream.range(0, count)
                        .mapToObj(i -> i + ",w" + (10 + i % 45) + " w12\n")
                        .collect(Collectors.joining("", "number,words\n", "")));
    }

    @Test
    void aDroppedTableIsClassifiedIntoANewFile() throws Exception {
        awaitRun();
        Path input = rows("articles.csv", 500);
        Files.writeString(desk.resolve("articles-classified.csv"), "from before");
        robot.interact(() -> page.drop(List.of(input, input)));
        assertThat(text("input-failure")).isNotEmpty();
        robot.interact(() -> page.drop(List.of(input)));
        assertThat(text("input-failure")).isEmpty();
        Path output = desk.resolve("articles-classified-2.csv");
        awaitText("file-output", text -> text.equals(output.toString()));
        ComboBox<String> body = robot.lookup("#file-body").queryComboBox();
        assertThat(body.getItems()).containsExactly("number", "words");
        assertThat(body.getValue()).isNull();
        assertThat(find("start-file", Node.class).isDisabled()).isTrue();
        robot.interact(() -> body.setValue("words"));
        robot.clickOn("#start-file");
        assertThat(find("classify-file", Node.class).isDisabled()).isTrue();
        awaitText("file-written", text -> text.contains("500 articles") && text.contains(output.toString()));
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(501);
        assertThat(lines.get(0)).startsWith("words,number,label,probability");
        assertThat(lines.get(1)).startsWith("w10 w12,0,class-");
        robot.clickOn("#dismiss-results");
        assertThat(find("classify-file", Node.class).isDisabled()).isFalse();
    }

    @Test
    void belowTheRunsThresholdAnAnswerNeedsReview() throws Exception {
        choose(untitled);
        paste("article-body", "w12 w14 w15");
        awaitText("confidence", text -> text.matches("Confidence [\\d.]+ %"));
        try {
            ReviewThreshold.choose(untitled, OptionalDouble.of(1));
            robot.interact(() -> page.shown());
            awaitText("confidence", text -> text.endsWith(" %: needs review"));
            robot.interact(() -> context.texts().speak(Locale.JAPANESE));
            assertThat(text("confidence")).startsWith("確信度 ").endsWith(" %: 要確認");
            robot.interact(() -> context.texts().speak(Locale.ENGLISH));

            Path input = rows("few.csv", 3);
            robot.interact(() -> page.drop(List.of(input)));
            awaitText("file-review", text -> text.contains("false below 100.0 %"));
            ComboBox<String> body = robot.lookup("#file-body").queryComboBox();
            robot.interact(() -> body.setValue("words"));
            robot.clickOn("#start-file");
            awaitText("file-written", text -> text.contains("3 articles"));
            List<String> lines = Files.readAllLines(desk.resolve("few-classified.csv"));
            assertThat(lines.get(0)).endsWith(",confidence,answer");
            assertThat(lines.get(1)).endsWith(",false");
        } finally {
            ReviewThreshold.choose(untitled, OptionalDouble.empty());
        }
    }

    @Test
    void aCancelledFileLeavesNothingBehind() throws Exception {
        awaitRun();
        Path input = rows("many.csv", 200_000);
        robot.interact(() -> page.drop(List.of(input)));
        awaitText("file-output", text -> !text.isEmpty());
        ComboBox<String> body = robot.lookup("#file-body").queryComboBox();
        robot.interact(() -> body.setValue("words"));
        robot.clickOn("#start-file");
        awaitText("file-state", text -> text.contains("of 200,000"));
        robot.clickOn("#cancel-file");
        await(find("classify-file", Node.class).disabledProperty(), disabled -> !disabled);
        assertThat(text("file-failure")).isEmpty();
        try (var files = Files.list(desk)) {
            assertThat(files).containsExactly(input);
        }
    }

    @Test
    void withoutARunThePageLeadsToWhereOneIsMade() throws Exception {
        close();
        open(new AppFolders(Path.of(""), desk));
        await(find("to-training", Node.class).visibleProperty(), visible -> visible);
        robot.clickOn("#to-training");
        assertThat(ways).containsExactly(Place.HOME);
        Locale before = Locale.getDefault();
        try {
            robot.interact(() -> context.texts().speak(Locale.JAPANESE));
            assertThat(text("to-training")).isEqualTo("クイックスタートへ");
        } finally {
            Locale.setDefault(before);
        }
    }
}
