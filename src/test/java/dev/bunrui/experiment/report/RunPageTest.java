package dev.bunrui.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");
    private static final String LABEL = "<b>&\"";

    @TempDir
    Path folder;

    private RunFolder trained() throws Exception {
        Path data = TinyRun.data(folder);
        Files.writeString(data, Files.readString(data).replace("class-2", "\"<b>&\"\"\""));
        return TinyRun.trained(new AppFolders(Path.of(""), folder), "tiny", data, 2);
    }

    @Test
    void realRunIsToldInBothLanguagesWithItsScoresAndWhatRepeatsIt() throws Exception {
        RunFolder run = trained();
        RunResult result = StoredResult.read(run);
        RunManifest manifest = RunManifest.read(run.manifest());
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPAN)) {
            ReadPage page = ReadPage.of(Report.run(run, language));
            assertThat(page.language()).isEqualTo(language.getLanguage());
            assertThat(page.texts("h1")).containsExactly(language == Locale.ENGLISH ? "Run tiny" : "実行 tiny");
            assertThat(page.text())
                    .contains(
                            Figures.percent(result.test().scores().macroF1()),
                            Words.interval(result.test().f1Interval()),
                            Words.interval(result.test().accuracyInterval()),
                            manifest.splitHash(),
                            manifest.testHash())
                    .contains(manifest.modelFiles().values())
                    .contains(manifest.versions().values());
            assertThat(page.texts("code")).containsExactly(RunOptions.commandLine(RunOptions.of(manifest.settings())));
            assertThat(page.texts("svg")).hasSize(2);
            assertThat(page.texts("polyline")).hasSize(4);
        }
    }

    @Test
    void labelWithMarkupIsShownAsItIs() throws Exception {
        RunFolder run = trained();
        RunResult result = StoredResult.read(run);
        ReadPage page = ReadPage.of(Report.run(run, Locale.ENGLISH));
        assertThat(page.source()).doesNotContain("<b>").contains("&lt;b&gt;&amp;&quot;");
        int label = result.labels().indexOf(LABEL);
        var scores = result.test().scores().perClass().get(label);
        assertThat(page.rows())
                .contains(List.of(
                        LABEL,
                        Figures.percent(scores.precision()),
                        Figures.percent(scores.recall()),
                        Figures.percent(scores.f1()),
                        Figures.count(scores.support())));
        assertThat(page.rows())
                .anySatisfy(row -> assertThat(row)
                        .hasSize(4)
                        .startsWith(LABEL)
                        .element(1 + label)
                        .isEqualTo(
                                result.test().confusion().count(label, label) == 0
                                        ? "·"
                                        : Figures.count(
                                                result.test().confusion().count(label, label))));
    }

    @Test
    void intervalsThatAreTooNarrowAreToldSo() throws Exception {
        RunFolder run = SavedRun.finished(folder, "small", TIME);
        assertThat(ReadPage.of(Report.run(run, Locale.ENGLISH)).text())
                .contains(
                        "Test: The interval of macro-F1 is likely too narrow",
                        "Validation: The interval of macro-F1 is likely too narrow",
                        "class-0 (4), class-1 (4), class-2 (4)");
        assertThat(ReadPage.of(Report.run(run, Locale.JAPAN)).text()).contains("class-2 (4)）があるため、macro-F1 の区間は実際より狭く");
    }

    @Test
    void baselinesOfTheSameSplitStandBesideTheRun() throws Exception {
        ReadPage page = ReadPage.of(Report.run(trained(), Locale.ENGLISH));
        assertThat(page.rows())
                .anyMatch(row -> row.get(0).equals("largest class"))
                .anyMatch(row -> row.get(0).equals("linear SVM on character n-grams"));
        RunFolder other = SavedRun.finished(folder.resolve("runs"), "other", TIME);
        assertThat(ReadPage.of(Report.run(other, Locale.ENGLISH)).text()).doesNotContain("largest class");
    }

    @Test
    void unfinishedRunSaysSoAndShowsWhatThereIs() throws Exception {
        ReadPage page = ReadPage.of(Report.run(SavedRun.stopped(folder, "half", TIME), Locale.ENGLISH));
        assertThat(page.text()).contains("not finished: 4 of 8 steps", "62.50", "5p1it");
        assertThat(page.texts("h2")).doesNotContain("Confusion");
        RunFolder waiting = RunRequest.make(folder, "waiting", TinyRun.settings(folder.resolve("words.csv"), 1));
        assertThat(ReadPage.of(Report.run(waiting, Locale.JAPAN)).text()).contains("待機中", "完了していません");
    }

    @Test
    void damagedRunIsRefusedByTheNameOfItsFile() throws Exception {
        RunFolder manifest = SavedRun.damaged(folder, "manifest");
        RunFolder events = SavedRun.finished(folder, "events", TIME);
        Files.writeString(events.events(), "{\n");
        RunFolder metrics = SavedRun.finished(folder, "metrics", TIME);
        Files.writeString(metrics.metrics(), "{}");
        for (Path damaged : List.of(manifest.manifest(), events.events(), metrics.metrics())) {
            assertThatThrownBy(() -> Report.run(new RunFolder(damaged.getParent()), Locale.ENGLISH))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining(damaged.toString());
        }
    }

    @Test
    void fileThatIsThereIsReplacedOnlyWhereThatIsAskedFor() throws Exception {
        Page page = Report.run(SavedRun.finished(folder, "run", TIME), Locale.ENGLISH);
        Path mine = Files.writeString(folder.resolve("report.html"), "mine");
        assertThatThrownBy(() -> page.write(mine, false))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(mine.toString());
        assertThat(mine).hasContent("mine");
        page.write(mine, true);
        assertThat(mine).content().startsWith("<!DOCTYPE html>").contains("Run run");
    }

    @Test
    void nameOfNothingIsRefusedInOneSentence() {
        assertThatThrownBy(() -> Report.of(folder, "nothing", Locale.ENGLISH))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("neither a run nor a sweep \"nothing\"");
    }

    @Test
    void charactersThatNoPageMayHoldAreReplaced() {
        assertThat(Element.of("p", "a\u0000b\ud800c\n\ud842\udfb7"))
                .hasToString("<p>a\ufffdb\ufffdc\n\ud842\udfb7</p>");
        assertThat(Element.of("p").with("title", "\"&<'")).hasToString("<p title=\"&quot;&amp;&lt;'\"></p>");
    }
}
