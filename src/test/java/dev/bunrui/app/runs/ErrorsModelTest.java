package dev.bunrui.app.runs;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.runs.ErrorsModel.Cell;
import dev.bunrui.app.runs.ErrorsModel.Findings;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.analysis.MisreadArticles;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class ErrorsModelTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final Texts texts = new Texts();
    private final Work work = new Work();
    private Locale before;
    private Path data;
    private RunFolder run;
    private ErrorsModel model;

    @BeforeEach
    void train() throws Exception {
        before = Locale.getDefault();
        FxToolkit.registerPrimaryStage();
        data = TinyRun.data(home);
        run = TinyRun.trained(new AppFolders(Path.of(""), home), "run", data, 1);
        model = looked(() -> new ErrorsModel(work, texts));
        robot.interact(() -> model.follow(run));
    }

    @AfterEach
    void close() {
        work.close();
        Locale.setDefault(before);
    }

    @Test
    void articlesAreReadOnceTheyAreWantedAndForgottenWithTheRun() throws Exception {
        assertThat(looked(() -> model.reading().get())).isFalse();
        robot.interact(() -> model.choose("class-0", "class-1"));
        await(model.articles(), Objects::nonNull);
        int counted = StoredResult.read(run).test().confusion().count(0, 1);
        assertThat(looked(() -> model.ofCell())).hasSize(counted);
        MisreadArticles read = looked(() -> model.articles().get());
        assertThat(read.articles()).hasSize(6);
        await(model.findings(), Objects::nonNull);
        Findings found = looked(() -> model.findings().get());
        assertThat(found.leaks().leaks()).isEmpty();
        assertThat(found.words().words()).hasSize(3).allMatch(words -> !words.isEmpty());

        robot.interact(() -> model.follow(run));
        assertThat(looked(() -> model.cell().get())).isEqualTo(new Cell("class-0", "class-1"));
        robot.interact(() -> model.follow(null));
        assertThat(looked(() -> model.cell().get())).isNull();
        assertThat(looked(() -> model.articles().get())).isNull();
        assertThat(looked(() -> model.findings().get())).isNull();
        robot.interact(model::want);
        assertThat(looked(() -> model.reading().get())).isFalse();
    }

    @Test
    void articlesThatAreGoneAreSaidToBeAndReadOnceTheyAreBack() throws Exception {
        Path away = Files.move(data, home.resolve("away.csv"));
        robot.interact(model::want);
        await(model.trouble(), sentence -> sentence.contains("no longer at"));
        assertThat(looked(() -> model.reading().get())).isFalse();
        robot.interact(() -> texts.speak(Locale.JAPANESE));
        assertThat(looked(() -> model.trouble().get())).contains("記事をそこに戻してください");
        Files.move(away, data);
        robot.interact(model::want);
        await(model.articles(), Objects::nonNull);
        assertThat(looked(() -> model.trouble().get())).isEmpty();
    }
}
