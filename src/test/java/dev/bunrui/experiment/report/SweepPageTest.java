package dev.bunrui.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepLine;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.MeanDeviation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPageTest {
    @TempDir
    Path folder;

    private SweepFolder sweep = new SweepFolder(Path.of(""));
    private List<RunFolder> best = List.of();

    @BeforeEach
    void workThroughASweep() throws Exception {
        SweepPlan plan = TinySweep.plan(
                TinyRun.data(folder),
                1,
                false,
                new Axis("lr", List.of("1e-3", "3e-2")),
                new Axis("max-length", List.of("32", "999999")),
                new Axis("seed", List.of("42", "43")));
        sweep = TinySweep.make(folder.resolve("runs"), "grid", plan);
        TinySweep.work(sweep, new SweepListener() {});
        best = sweep.runs().stream()
                .sorted(Comparator.comparingDouble(
                        run -> -StoredResult.read(run).validation().scores().macroF1()))
                .toList();
    }

    @Test
    void runsAreRankedByValidationWithTheirTestsAndTheChosenOneMarked() throws Exception {
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPAN)) {
            ReadPage page = ReadPage.of(Report.sweep(sweep, language));
            assertThat(page.language()).isEqualTo(language.getLanguage());
            List<List<String>> ranked = page.rows().stream()
                    .filter(row -> row.get(0).matches("grid-\\d+.*"))
                    .toList();
            assertThat(ranked).hasSize(4);
            String mark = language == Locale.ENGLISH ? "chosen on validation among 4" : "4 件の中から検証で選択";
            for (int place = 0; place < 4; place++) {
                RunResult result = StoredResult.read(best.get(place));
                assertThat(ranked.get(place))
                        .startsWith(best.get(place).name() + (place == 0 ? mark : ""))
                        .contains(Figures.percent(result.validation().scores().macroF1()), Words.f1(result.test()));
            }
        }
    }

    @Test
    void seedsOfEqualSettingsAreSummedUpAndWhatWasSkippedIsTold() throws Exception {
        ReadPage page = ReadPage.of(Report.sweep(sweep, Locale.ENGLISH));
        for (String rate : List.of("1e-3", "3e-2")) {
            double[] tests = sweep.read().runs().entrySet().stream()
                    .filter(run -> rate.equals(run.getValue().get("lr")))
                    .mapToDouble(run -> StoredResult.read(sweep.run(run.getKey()))
                            .test()
                            .scores()
                            .macroF1())
                    .toArray();
            MeanDeviation over = MeanDeviation.of(tests);
            assertThat(page.rows())
                    .anySatisfy(row -> assertThat(row)
                            .startsWith(rate, "32", "2")
                            .endsWith(Figures.percent(over.mean()) + " ± "
                                    + Figures.percent(over.deviation().orElseThrow())));
        }
        assertThat(page.rows())
                .anySatisfy(row -> assertThat(row.get(0)).isEqualTo("--lr 1e-3 --max-length 999999 --seed 42"));
        assertThat(page.text()).contains("4 of 4 runs finished", "999999");
    }

    @Test
    void damagedRunIsToldOfAndHidesNoOther() throws Exception {
        Files.writeString(best.get(0).metrics(), "{}");
        sweep.drop(best.get(3).name());
        ReadPage page = ReadPage.of(Report.sweep(sweep, Locale.ENGLISH));
        assertThat(page.text())
                .contains(best.get(0).metrics() + " cannot be read", "chosen on validation among 2")
                .contains(best.get(3).name() + "taken out by hand");
        assertThat(page.texts("strong")).containsExactly(best.get(1).name());
    }

    @Test
    void commandNamesEveryValueAndKeepsTemplatesWhole() {
        SweepPlan plan = new SweepPlan(
                Path.of("my data"),
                Map.of("model", "m"),
                List.of(
                        new Axis("lr", List.of("1e-3", "3e-2")),
                        new Axis("template", List.of("0", "{title}, {body}\n")),
                        new Axis("stratified", List.of("true", "false"))),
                SweepPlan.Order.GRID,
                true);
        assertThat(SweepLine.of(plan))
                .isEqualTo("bunrui sweep --data 'my data' --model m --lr 1e-3,3e-2 --template 0"
                        + " --template '{title}, {body}' --stratified=true,false --order grid --give-up");
    }
}
