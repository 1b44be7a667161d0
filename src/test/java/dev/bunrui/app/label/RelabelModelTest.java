package dev.bunrui.app.label;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.Waiting;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.NoRoutes;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.Whole;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.analysis.CorrectedLabels;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The way of corrections into a new version of the data set. */
class RelabelModelTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final List<RunSettings> begun = new ArrayList<>();
    private Locale before;
    private Path data;
    private String original;
    private AppContext context;
    private Corrections corrections;
    private RelabelModel model;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        Stage stage = FxToolkit.registerPrimaryStage();
        data = TinyRun.data(home);
        original = Files.readString(data);
        robot.interact(() -> {
            context = AppContext.over(new AppFolders(Path.of(""), home));
            context.texts().speak(Locale.ENGLISH);
            corrections = new Corrections();
            model = new RelabelModel(context, corrections);
            model.turn(subject(null));
            LabelChoice choice = new LabelChoice(context.texts(), model, "x");
            choice.suggest("class-2");
            VBox root = new VBox(choice.node(), new CorrectionBars(context, new Begun(), model, "x").node());
            stage.setScene(new Scene(root, 900, 300));
            stage.show();
        });
    }

    @AfterEach
    void close() throws Exception {
        context.work().close();
        FxToolkit.cleanupStages();
        Locale.setDefault(before);
    }

    /** Hears what run is begun. */
    private final class Begun extends NoRoutes {
        @Override
        public void startFrom(RunSettings settings) {
            begun.add(settings);
        }
    }

    private Subject subject(RequestException refusal) {
        return new Subject(TinyRun.settings(data, 2), List.of("class-0", "class-1", "class-2"), refusal);
    }

    private static List<Article> articles(Path path) {
        return ((Whole) DataReader.read(path, Columns.GUESSED).parts()).articles();
    }

    private String text(String id) {
        return looked(() -> robot.lookup("#" + id).queryAs(Labeled.class).getText());
    }

    private void correct(int article, String label) {
        robot.interact(() -> {
            model.look(articles(data).get(article));
            model.correct(label);
        });
    }

    @Test
    void aNewVersionIsWrittenBesideTheOriginalAndARunBeginsOnIt() throws Exception {
        robot.interact(() -> model.look(articles(data).get(0)));
        assertThat(looked(
                        () -> robot.lookup("#x-class").queryAs(ChoiceBox.class).getValue()))
                .isEqualTo("class-0");
        assertThat(text("x-suggested")).isEqualTo("Make it “class-2”");
        Waiting.click(robot, "x-suggested");
        assertThat(looked(
                        () -> robot.lookup("#x-class").queryAs(ChoiceBox.class).getValue()))
                .isEqualTo("class-2");
        assertThat(looked(() -> robot.lookup("#x-suggested").query().isVisible()))
                .isFalse();
        correct(4, "class-0");
        correct(5, "class-0");
        assertThat(text("x-corrections")).isEqualTo("Corrected labels that are not written yet: 3.");
        Waiting.click(robot, "x-undo");
        assertThat(text("x-corrections")).endsWith(": 2.");

        Path target = looked(() -> model.suggested().orElseThrow());
        assertThat(target).isEqualTo(home.resolve("words-corrected.jsonl"));
        robot.interact(() -> model.write(target));
        await(model.written(), Objects::nonNull);
        assertThat(text("x-written")).startsWith(target + ": 2 of 60 articles have another label now");
        assertThat(looked(
                        () -> robot.lookup("#x-corrections").query().getParent().isVisible()))
                .isFalse();
        assertThat(data).hasContent(original);
        List<Article> was = articles(data);
        List<Article> now = articles(target);
        assertThat(now)
                .extracting(Article::body)
                .isEqualTo(was.stream().map(Article::body).toList());
        assertThat(now.get(0).label()).isEqualTo("class-2");
        assertThat(now.get(4).label()).isEqualTo("class-0");
        assertThat(now.get(5).label()).isEqualTo(was.get(5).label());

        Waiting.click(robot, "x-begin");
        assertThat(begun).containsExactly(TinyRun.settings(target, 2));
        Waiting.click(robot, "x-dismiss");
        assertThat(text("x-written")).isEmpty();
    }

    @Test
    void whereItCannotBeWrittenThatIsSaidAndNothingIsLost() throws Exception {
        correct(0, "class-1");
        Path there = Files.writeString(home.resolve("there.jsonl"), "mine");
        assertRefused(there, "is there already");
        assertThat(there).hasContent("mine");
        assertRefused(Files.writeString(home.resolve("file"), "").resolve("new.jsonl"), "file");
        Path target = home.resolve("new.jsonl");
        Files.writeString(data, original.replaceFirst("w", "other "));
        assertRefused(target, "\"words.csv:2\" in " + data + " is no longer the one");
        Files.delete(data);
        assertRefused(target, data.toString());
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        assertThat(looked(() -> model.trouble().get())).contains("ありません");
        assertThat(target).doesNotExist();
        Files.writeString(data, original);
        robot.interact(() -> model.write(target));
        await(model.written(), Objects::nonNull);
        assertThat(articles(target).get(0).label()).isEqualTo("class-1");
        assertThat(looked(() -> model.trouble().get())).isEmpty();
    }

    private void assertRefused(Path target, String sentence) throws Exception {
        robot.interact(() -> model.write(target));
        await(model.trouble(), words -> words.contains(sentence));
        assertThat(looked(() -> model.writing().get())).isFalse();
        assertThat(looked(() -> model.count())).isEqualTo(1);
        assertThat(looked(() -> robot.lookup("#x-write").query().isDisabled())).isFalse();
    }

    @Test
    void correctionsOfOtherDataAreToldAndADataSetThatComesDividedIsRefused() throws Exception {
        correct(0, "class-1");
        Path divided = Files.createDirectory(home.resolve("divided"));
        for (String part : List.of("train", "val", "test")) {
            Files.writeString(divided.resolve(part + ".csv"), original);
        }
        RequestException refused = null;
        try {
            CorrectedLabels.requireWhole(divided);
        } catch (RequestException refusal) {
            refused = refusal;
        }
        Subject other = new Subject(TinyRun.settings(divided, 2), List.of("class-0", "class-1"), refused);
        Article article = articles(data).get(0);
        robot.interact(() -> {
            model.turn(other);
            model.look(article);
            model.correct("class-1");
        });
        assertThat(text("x-refusal")).contains("comes divided into train, val and test");
        assertThat(looked(() -> robot.lookup("#x-class").query().getParent().isVisible()))
                .isFalse();
        assertThat(text("x-corrections")).isEqualTo("Corrected labels that are not written yet: 0. Of other data: 1.");
        assertThat(looked(() -> robot.lookup("#x-write").query().isDisabled())).isTrue();
        robot.interact(() -> model.turn(subject(null)));
        assertThat(text("x-corrections")).endsWith(": 1.");
    }

    @Test
    void correctionsThatCannotBeKeptAreToldInTheWindowWithTheWayOut() throws Exception {
        Path blocked = Files.writeString(home.resolve("blocked"), "no folder");
        Path file = blocked.resolve("corrections.json");
        robot.interact(() -> KeptCorrections.keep(file, context.work(), corrections));
        correct(0, "class-1");
        await(model.unkept(), words -> !words.isEmpty());
        assertThat(text("x-unkept"))
                .contains(file.toString(), "hold only as long as this window is open", "write the new version");
        assertThat(text("x-corrections")).endsWith(": 1.");
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        assertThat(text("x-unkept")).contains(file.toString(), "このウィンドウを閉じると失われます");
        Files.delete(blocked);
        Waiting.click(robot, "x-keep");
        await(model.unkept(), String::isEmpty);
        assertThat(file).content().contains("class-1");
        assertThat(looked(() -> robot.lookup("#x-unkept").query().getParent().isVisible()))
                .isFalse();
    }
}
