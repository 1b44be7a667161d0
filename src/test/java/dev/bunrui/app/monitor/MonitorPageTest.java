package dev.bunrui.app.monitor;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.score.ClassTable;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.NoRoutes;
import dev.bunrui.app.shell.Place;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.Figures;
import dev.bunrui.service.KnownMachine;
import dev.bunrui.training.score.ClassScores;
import io.fair_acc.chartfx.XYChart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The page over real run folders, without a service: what stands in the folders is all it goes by. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MonitorPageTest {
    private static final String START =
            "{\"time\":100,\"event\":\"start\",\"step\":0,\"steps\":12,\"steps_per_epoch\":6,\"layers_recomputed\":0}\n";

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final ObjectProperty<@Nullable Object> led = new SimpleObjectProperty<>();
    private AppFolders folders;
    private AppContext context;
    private MonitorPage page;
    private Path data;
    private Locale before;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        folders = new AppFolders(Path.of(""), home);
        data = TinyRun.data(home);
        context = AppContext.over(folders);
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            context.theme().show(false);
            page = new MonitorPage(context, new Leading());
            stage.setScene(new Scene(new StackPane(page.view()), 1090, 720));
            stage.show();
        });
    }

    @AfterEach
    void close() throws Exception {
        robot.interact(() -> page.hidden());
        context.work().close();
        FxToolkit.cleanupStages();
        Locale.setDefault(before);
    }

    private final class Leading extends NoRoutes {
        @Override
        public void show(Place place) {
            led.set(place);
        }

        @Override
        public void watch(RunFolder run) {
            led.set(run);
        }

        @Override
        public void classify(RunFolder run) {
            led.set(run);
        }

        @Override
        public void startFrom(RunSettings settings) {
            led.set(settings);
        }
    }

    private RunFolder asked(String name) {
        return RunRequest.make(folders.runs(), name, TinyRun.settings(data, 4));
    }

    private RunResult trained(String name) {
        ModelLocator models = new ModelLocator(folders.assets());
        return new TrainingRun(models, "test", new RunListener() {}, () -> false).resume(asked(name));
    }

    private static String step(int step) {
        return "{\"time\":" + (100 + step) + ",\"event\":\"step\",\"step\":" + step
                + ",\"epoch\":1,\"loss\":1.5,\"lr\":0.001,\"tokens\":300,\"seconds\":1}\n";
    }

    private void show(RunFolder run) {
        robot.interact(() -> {
            page.shown();
            page.follow(run);
        });
    }

    private <T extends Node> T find(String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private String text(String id) {
        return find(id, Labeled.class).getText();
    }

    private void awaitText(String id, Predicate<String> wanted) throws InterruptedException {
        await(find(id, Labeled.class).textProperty(), wanted);
    }

    private int points(String chart) {
        return find(chart, XYChart.class).getRenderers().stream()
                .flatMap(renderer -> renderer.getDatasets().stream())
                .mapToInt(curve -> curve.getDataCount())
                .sum();
    }

    /** Works on a run, as far as anybody can see. */
    private FileChannel held(RunFolder run) throws IOException {
        Files.createDirectories(run.path().resolve("resume"));
        FileChannel channel = FileChannel.open(
                run.path().resolve("resume").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    @Test
    void aFinishedRunShowsItsEndItsCurvesAndItsClasses() throws Exception {
        RunResult result = trained("one");
        show(result.folder());
        awaitText("run-state", text -> text.equals("Finished · step 24 of 24 · epoch 4 of 4"));
        assertThat(text("run-name")).isEqualTo("one");
        String f1 = Figures.percent(result.test().scores().macroF1());
        assertThat(text("test-f1")).startsWith(f1 + " [");
        assertThat(text("test-caveat")).contains("too narrow", "class-0 (");
        assertThat(text("best-f1")).endsWith("(epoch " + result.keptEpoch() + ")");
        assertThat(points("losses")).isEqualTo(24 + 24 + 5);
        assertThat(points("scores")).isEqualTo(5 + 5 + 1 + 2);
        assertThat(points("rate-curve")).isEqualTo(24);
        assertThat(points("speed-curve")).isEqualTo(24);

        robot.clickOn("#tab-classes");
        awaitText("classes-of", text -> text.contains("test articles") && text.contains("epoch " + result.keptEpoch()));
        TableView<?> classes = find("classes", TableView.class);
        assertThat(classes.getItems())
                .extracting(row -> ((ClassTable.Row) row).label())
                .containsExactlyInAnyOrderElementsOf(result.labels());
        assertThat(classes.getItems())
                .extracting(row -> ((ClassTable.Row) row).scores())
                .isSortedAccordingTo(Comparator.comparing(ClassScores::f1).reversed())
                .containsExactlyInAnyOrderElementsOf(result.test().scores().perClass());

        robot.clickOn("#use");
        assertThat(led.get()).isEqualTo(result.folder());
    }

    @Test
    void thatTheMemoryRanOutIsSaidInBothLanguages() throws Exception {
        RunFolder run = asked("run");
        try (FileChannel worker = held(run)) {
            assertThat(worker.isOpen()).isTrue();
            show(run);
            Files.writeString(run.events(), START + step(1));
            awaitText("speed", text -> text.equals("300"));
            assertThat(find("memory-note", Labeled.class).isVisible()).isFalse();
            Files.writeString(
                    run.events(),
                    "{\"time\":102,\"event\":\"out_of_memory\",\"evaluating\":false,\"articles\":8,\"fewer\":4,"
                            + "\"layers_recomputed\":0}\n" + step(2),
                    StandardOpenOption.APPEND);
            awaitText("memory-note", text -> text.startsWith("The memory did not hold 8 articles at once in step 2;"));
            await(find("memory-note", Labeled.class).visibleProperty(), visible -> visible);
            robot.interact(() -> context.texts().speak(Locale.JAPANESE));
            assertThat(text("memory-note")).contains("ステップ 2", "8 件", "4 件ずつ");
        }
    }

    @Test
    void whatIsDoneJustNowIsSaid() throws Exception {
        RunFolder run = asked("run");
        Path stage = run.path().resolve("resume").resolve("stage");
        try (FileChannel worker = held(run)) {
            assertThat(worker.isOpen()).isTrue();
            show(run);
            awaitText("run-state", text -> text.equals("Running · starting"));
            Files.writeString(stage, "READING");
            awaitText("run-state", text -> text.equals("Running · reading the articles"));
            Files.writeString(stage, "BASELINES");
            awaitText("run-state", text -> text.equals("Running · computing the baselines"));
            Files.writeString(stage, "TRAINING");
            Files.writeString(run.events(), START);
            awaitText("run-state", text -> text.equals("Running · step 0 of 12 · epoch 0 of 2 · validating"));
            Files.writeString(run.events(), step(1) + step(2), StandardOpenOption.APPEND);
            awaitText("run-state", text -> text.equals("Running · step 2 of 12 · epoch 1 of 2"));
            // As in the logs of the first versions.
            assertThat(text("memory")).isEqualTo("–");
            assertThat(text("speed")).isEqualTo("300");
            robot.clickOn("#stop");
            awaitText("run-state", text -> text.startsWith("Pausing · step 2"));
            assertThat(run.askedToStop()).isTrue();
        }
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        assertThat(text("open-folder")).isEqualTo("フォルダを開く");
    }

    @Test
    void aLogThatWasCutBackIsDrawnAnew() throws Exception {
        RunFolder run = asked("run");
        Files.writeString(run.events(), START + step(1) + step(2) + step(3));
        show(run);
        awaitText("run-state", text -> text.contains("step 3 of 12"));
        assertThat(points("losses")).isEqualTo(6);
        Files.writeString(run.events(), START + step(1) + START.replace("\"step\":0", "\"step\":1") + step(2));
        awaitText("run-state", text -> text.contains("step 2 of 12"));
        assertThat(points("losses")).isEqualTo(4);
    }

    private static String reading(int step, String more) {
        return "{\"time\":130,\"event\":\"reading\",\"step\":" + step + ",\"flops\":3030000000000," + more
                + "\"processor\":{\"busy\":1.52,\"cores\":2,\"free\":2147483648,\"memory\":8589934592,\"load\":2.5}}\n";
    }

    private boolean seen(String id) {
        for (Node node = find(id, Node.class); node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void howBusyTheCardIsStandsBesideTheCurvesWithItsShareOfWhatItsMakerPromises() throws Exception {
        RunFolder run = trained("one").folder();
        Files.writeString(
                run.events(),
                reading(
                        24,
                        "\"card\":{\"index\":0,\"name\":\"NVIDIA L4\",\"utilisation\":93,\"memory_used\":6442450944,"
                                + "\"memory\":24152899584,\"temperature\":61,\"power\":70.6,\"power_limit\":72,"
                                + "\"clock\":1980},"),
                StandardOpenOption.APPEND);
        show(run);
        awaitText("card-busy", text -> text.equals("93 %"));
        awaitText("card-memory", text -> text.equals("6.0 GiB / 22.5 GiB"));
        awaitText("card-temperature", text -> text.equals("61 °C"));
        awaitText("card-power", text -> text.equals("71 / 72 W"));
        awaitText("card-clock", text -> text.equals("1,980 MHz"));
        awaitText("card-share", text -> text.equals("10.0 % of 30.3 TFLOP/s (datasheet)"));
        assertThat(seen("card-busy")).isTrue();
        assertThat(seen("processor-busy")).isFalse();
        assertThat(seen("device-curve")).isTrue();
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        awaitText("card-share", text -> text.equals("30.3 TFLOP/s の 10.0 %（公称値）"));
    }

    @Test
    void onTheProcessorItIsShownWhatTheProcessTakesOfItAndOfItsMeasuredSpeed() throws Exception {
        KnownMachine.in(folders);
        RunFolder run = trained("one").folder();
        show(run);
        awaitText("run-state", text -> text.startsWith("Finished"));
        int before = points("device-curve");
        Files.writeString(run.events(), reading(24, ""), StandardOpenOption.APPEND);
        awaitText("processor-busy", text -> text.equals("1.5 of 2 cores"));
        awaitText("processor-free", text -> text.equals("2.0 GiB / 8.0 GiB"));
        awaitText("processor-load", text -> text.equals("2.5"));
        awaitText("processor-share", text -> text.contains(" % of ") && text.endsWith("(measured)"));
        assertThat(seen("processor-busy")).isTrue();
        assertThat(seen("card-busy")).isFalse();
        assertThat(points("device-curve")).isEqualTo(before + 2);
    }

    @Test
    void ofARunWithoutReadingsNothingIsShownOfItsDevice() throws Exception {
        RunFolder run = asked("run");
        Files.writeString(run.events(), START + step(1));
        show(run);
        awaitText("speed", text -> text.equals("300"));
        assertThat(seen("card-busy")).isFalse();
        assertThat(seen("processor-busy")).isFalse();
        assertThat(seen("device-curve")).isFalse();
        assertThat(seen("memory-curve")).isTrue();
    }

    @Test
    void aWaitingRunIsTakenOutOfTheQueue() throws Exception {
        RunFolder first = asked("first");
        RunFolder second = asked("second");
        context.service().queue().add(first);
        context.service().queue().add(second);
        show(second);
        awaitText("run-state", text -> text.equals("Waiting, number 2 in the queue"));
        robot.clickOn("#cancel");
        awaitText("run-state", text -> text.equals("Stopped"));
        assertThat(context.service().queue().runs()).containsExactly(first);
    }

    @Test
    void aWaitingRunOvertakesThoseBeforeIt() throws Exception {
        RunFolder[] runs = {asked("first"), asked("second"), asked("third")};
        for (RunFolder run : runs) {
            context.service().queue().add(run);
        }
        show(runs[2]);
        awaitText("run-state", text -> text.equals("Waiting, number 3 in the queue"));
        robot.clickOn("#sooner");
        awaitText("run-state", text -> !text.endsWith("number 3 in the queue"));
        assertThat(context.service().queue().runs().indexOf(runs[2])).isLessThan(2);
    }

    @Test
    void whatIsDamagedIsToldOfAndTheRestIsShown() throws Exception {
        RunFolder run = asked("run");
        Files.writeString(run.events(), START + step(1) + "nonsense\n" + step(2));
        Files.writeString(run.manifest(), "{}");
        show(run);
        awaitText("run-state", text -> text.equals("Stopped · step 1 of 12 · epoch 1 of 2"));
        awaitText("run-failure", text -> text.contains(run.events().toString()));
        assertThat(points("losses")).isEqualTo(2);
        Files.writeString(run.events(), START + step(1));
        awaitText("run-failure", text -> text.contains(run.manifest().toString()));
        Files.delete(run.manifest());
        awaitText("run-failure", String::isEmpty);
    }

    @Test
    void aRunWhoseFolderIsGoneIsToldOf() throws Exception {
        RunFolder run = asked("run");
        show(run);
        awaitText("run-state", text -> text.equals("Stopped"));
        Files.delete(run.request());
        awaitText("run-failure", text -> text.startsWith(run.path() + " is gone"));
    }

    @Test
    void aFailedRunShowsWhyInTheLanguageOfTheMoment() throws Exception {
        RunFolder run = asked("run");
        Files.writeString(run.failure(), """
            {"time": "2026-01-02T03:04:05Z", "refused": false, "en": "It rained.", "ja": "雨でした。"}
            """);
        show(run);
        awaitText("run-failure", text -> text.equals("It rained."));
        assertThat(find("resume", Node.class).isVisible()).isTrue();
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        awaitText("run-failure", text -> text.equals("雨でした。"));
    }

    @Test
    void withoutARunThePageLeadsToWhereOneIsStarted() throws Exception {
        robot.interact(() -> page.shown());
        await(find("no-run", Node.class).getParent().visibleProperty(), visible -> visible);
        robot.clickOn("#monitor-home");
        assertThat(led.get()).isEqualTo(Place.HOME);
    }

    @Test
    void thePageOpensOnTheRunThatIsWorkedOnAndLeadsToTheOthers() throws Exception {
        RunFolder running = asked("running");
        RunFolder later = asked("later");
        Files.writeString(later.log(), "ログです\n");
        try (FileChannel worker = held(running)) {
            assertThat(worker.isOpen()).isTrue();
            robot.interact(() -> page.shown());
            awaitText("run-name", text -> text.equals("running"));
            await(find("run-picker", Node.class).visibleProperty(), visible -> visible);
            robot.clickOn("#tab-log").clickOn("#run-picker").clickOn("#watch-later");
            awaitText("run-name", text -> text.equals("later"));
            await(find("log", TextArea.class).textProperty(), text -> text.equals("ログです\n"));
        }
    }
}
