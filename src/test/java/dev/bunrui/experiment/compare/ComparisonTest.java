package dev.bunrui.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.McNemar;
import dev.bunrui.training.score.PairedBootstrap;
import dev.bunrui.training.score.PairedComparisons;
import dev.bunrui.training.score.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs of the tiny network: two learning rates, two seeds, and one run of another split. */
class ComparisonTest {
    @TempDir
    static Path folder;

    private static Path runs;
    private static SweepFolder sweep;
    private static SweepFolder folds;

    @BeforeAll
    static void train() throws IOException {
        Path data = TinyRun.data(folder);
        runs = folder.resolve("runs");
        sweep = TinySweep.make(
                runs,
                "grid",
                TinySweep.plan(
                        data, 8, false, new Axis("lr", List.of("1e-2", "1e-6")), new Axis("seed", List.of("1", "2"))));
        TinySweep.work(sweep, new SweepListener() {});
        folds = TinySweep.make(
                runs, "folds", TinySweep.plan(data, 2, false, new Axis("fold", List.of("1/3", "2/3", "3/3"))));
        TinySweep.work(folds, new SweepListener() {});
    }

    private static Field field(SweepFolder of) {
        return Field.of(runs, of.runs());
    }

    @Test
    void theBaselinesComeByThemselvesAndStandBesideTheRuns() {
        Field field = field(sweep);
        assertThat(field.runs()).hasSize(4);
        assertThat(field.baselines()).extracting(Contender::name).containsExactlyInAnyOrder("majority", "svm", "probe");
        List<Contender> all = new ArrayList<>(field.runs());
        all.addAll(field.baselinesOf(field.runs().get(0)));
        Comparison comparison = Comparison.of(all);
        assertThat(comparison.contenders()).hasSize(7);
        assertThat(comparison.tried()).isEqualTo(4);
        assertThat(comparison.gold()).hasSize(6);
        int chosen = comparison.chosen().orElseThrow();
        double best = field.runs().stream()
                .mapToDouble(run -> run.result().validation().scores().macroF1())
                .max()
                .orElseThrow();
        assertThat(comparison
                        .contenders()
                        .get(chosen)
                        .result()
                        .validation()
                        .scores()
                        .macroF1())
                .isEqualTo(best);
        // On six articles nothing can be told apart from anything.
        assertThat(comparison.pairs().groups()).hasSize(1);
        for (int place = 0; place < 7; place++) {
            assertThat(comparison.letters(place)).isEqualTo("a");
            assertThat(comparison.amongTheBest(place)).isTrue();
        }
    }

    @Test
    void twoInFullHaveTheArticlesThatOneFixesAndTheOtherBreaks() {
        Comparison comparison = Comparison.of(field(sweep).runs());
        PairDetail pair = PairDetail.of(comparison, 3, 0);
        int[] gold = comparison.gold();
        int right = 0;
        for (int i = 0; i < gold.length; i++) {
            int before = comparison.labels().get(3)[i] == gold[i] ? 1 : 0;
            int after = comparison.labels().get(0)[i] == gold[i] ? 1 : 0;
            assertThat(pair.fixed().contains(i)).isEqualTo(after > before);
            assertThat(pair.broken().contains(i)).isEqualTo(after < before);
            right += after - before;
        }
        assertThat(pair.fixed().size() - pair.broken().size()).isEqualTo(right);
        assertThat(pair.adjusted()).isGreaterThanOrEqualTo(pair.test().p());
        assertThat(pair.f1().interval().low()).isLessThanOrEqualTo(pair.f1().difference());
    }

    @Test
    void fewArticlesThatTellTwoApartAreToldOfUnlessTheyDo() {
        PairedBootstrap.Difference none = new PairedBootstrap.Difference(0, new Interval(-1, 1));
        Function<McNemar, Optional<String>> told =
                test -> new PairDetail(0, 1, test, test.p(), test.p() <= 0.05, none, List.of(), List.of())
                        .caveat(Locale.ENGLISH);
        assertThat(told.apply(McNemar.of(4, 2)).orElseThrow()).contains("only 6 articles: too few to tell");
        assertThat(told.apply(McNemar.of(0, 0))).isPresent();
        assertThat(told.apply(McNemar.of(6, 0))).isEmpty();
        assertThat(told.apply(McNemar.of(4, 3))).isEmpty();
    }

    /** The run once more under another name, as if it had had this score on validation. */
    private static Contender validated(Contender run, String name, double f1) {
        Metrics was = run.result().validation();
        Scores scores = new Scores(6, f1, f1, f1, f1, was.scores().perClass());
        Metrics metrics = new Metrics(scores, was.confusion(), was.accuracyInterval(), was.f1Interval(), was.loss());
        RunResult result = run.result();
        return new Contender(
                name,
                run.files(),
                new RunResult(
                        result.folder(), result.labels(), result.keptEpoch(), result.epochs(), metrics, result.test()),
                run.settings(),
                run.baseline(),
                run.about(),
                run.splitHash(),
                run.testHash());
    }

    @Test
    void ofHundredsOfRunsThoseThatWereBestOnValidationAreComparedBesideTheBaselines() {
        Field field = field(sweep);
        List<Contender> all = new ArrayList<>(field.baselines());
        for (int number = 0; number < Comparison.MOST + 3; number++) {
            all.add(validated(field.runs().get(0), "run-" + number, number / 1000.0));
        }
        Comparison capped = Comparison.ofBest(all);
        assertThat(capped.compared()).isEqualTo(Comparison.MOST);
        assertThat(capped.tried()).isEqualTo(Comparison.MOST + 3);
        assertThat(capped.capped()).isTrue();
        assertThat(capped.contenders()).hasSize(Comparison.MOST + 3).containsAll(field.baselines());
        assertThat(capped.contenders())
                .extracting(Contender::name)
                .doesNotContain("run-0", "run-1", "run-2")
                .contains("run-3", "run-202");
        Comparison whole = Comparison.ofBest(all.subList(0, all.size() - 3));
        assertThat(whole.capped()).isFalse();
        assertThat(whole.compared()).isEqualTo(Comparison.MOST);
    }

    @Test
    void whoIsAmongTheBestIsWhoDoesNotDifferFromTheFirstInAnyPair() {
        Random chance = new Random(5);
        int[] gold = chance.ints(300, 0, 3).toArray();
        List<int[]> said = new ArrayList<>();
        for (int run = 0; run < 12; run++) {
            double right = 0.95 - 0.04 * run;
            said.add(Arrays.stream(gold)
                    .map(label -> chance.nextDouble() < right ? label : (label + 1) % 3)
                    .toArray());
        }
        List<Contender> twelve = Collections.nCopies(12, field(sweep).runs().get(0));
        PairedComparisons pairs = PairedComparisons.of(gold, said);
        Comparison comparison = new Comparison(twelve, gold, List.of(), said, pairs, 12);
        for (int place = 0; place < 12; place++) {
            int mine = place;
            boolean differs =
                    pairs.pairs().stream().anyMatch(pair -> pair.a() == 0 && pair.b() == mine && pair.differ());
            assertThat(comparison.amongTheBest(place)).as("place %d", place).isEqualTo(!differs);
        }
        assertThat(comparison.amongTheBest(1)).isTrue();
        assertThat(comparison.amongTheBest(11)).isFalse();
    }

    @Test
    void runsThatWereTestedOnOtherArticlesAreRefusedWithWhatDiffers() {
        List<Contender> mixed =
                List.of(field(sweep).runs().get(0), field(folds).runs().get(0));
        assertThatThrownBy(() -> Comparison.of(mixed))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(mixed.get(0).name())
                .hasMessageContaining(mixed.get(1).name())
                .hasMessageContaining("--fold - / ")
                .satisfies(told -> assertThat(((RequestException) told).message(Locale.JAPANESE))
                        .contains("比較できません"));
        assertThatThrownBy(() -> Comparison.of(mixed.subList(0, 1))).hasMessageContaining("two finished runs");
    }

    @Test
    void aRunWithoutPredictionsOrWithGarbledOnesIsRefusedByItsFile() throws IOException {
        List<Contender> pair = field(sweep).runs().subList(0, 2);
        Path file = pair.get(1).files().predictions("test");
        String before = Files.readString(file);
        try {
            Files.writeString(file, before.replaceFirst("\"gold\":\"class-\\d\"", "\"gold\":\"nobody\""));
            assertThatThrownBy(() -> Comparison.of(pair))
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("line 1");
            Files.delete(file);
            assertThatThrownBy(() -> Comparison.of(pair))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("no predictions");
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    void aDamagedRunIsToldAndDoesNotKeepTheOthersOut() throws IOException {
        RunFolder damaged = sweep.runs().get(2);
        String before = Files.readString(damaged.metrics());
        try {
            Files.writeString(damaged.metrics(), "{}");
            Field field = field(sweep);
            assertThat(field.runs()).hasSize(3);
            assertThat(field.unusable()).containsOnlyKeys(damaged.name());
            assertThat(field.unusable().get(damaged.name())).contains("metrics.json");
        } finally {
            Files.writeString(damaged.metrics(), before);
        }
    }

    @Test
    void aTableHasForEachValueTheSettingThatValidationChoseAndTheMeanOverItsSeeds() {
        Field field = field(sweep);
        ResultTable best = ResultTable.of(TableKind.BEST, field).get(0);
        assertThat(best.rows()).hasSize(1);
        ResultTable.Row row = best.rows().get(0);
        assertThat(row.tried()).isEqualTo(2);
        assertThat(row.runs()).isEqualTo(2);
        assertThat(row.values()).containsEntry("lr", "0.01");
        List<Contender> seeds = field.runs().stream()
                .filter(run -> run.settings().orElseThrow().training().learningRate() == 1e-2)
                .toList();
        double a = seeds.get(0).result().test().scores().macroF1();
        double b = seeds.get(1).result().test().scores().macroF1();
        assertThat(row.f1().mean()).isEqualTo((a + b) / 2);
        assertThat(row.f1().deviation().orElseThrow()).isEqualTo(Math.abs(a - b) / Math.sqrt(2), within());
        assertThat(row.interval()).isEmpty();
        assertThat(row.published()).isEmpty();
        assertThat(best.baselines())
                .extracting(each -> each.baseline().orElseThrow().optionName())
                .containsExactly("majority", "svm", "probe");
        ResultTable rates = ResultTable.of(TableKind.LR, field).get(0);
        assertThat(rates.rows()).extracting(each -> each.values().get("lr")).containsExactly("1e-6", "0.01");
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-12);
    }

    @Test
    void foldsAreRepetitionsOfOneSetting() {
        ResultTable.Row row =
                ResultTable.of(TableKind.BEST, field(folds)).get(0).rows().get(0);
        assertThat(row.tried()).isEqualTo(1);
        assertThat(row.runs()).isEqualTo(3);
    }

    @Test
    void tablesAreWrittenInEachFormWithNothingThatBreaksThem() {
        TableCells cells = new TableCells(
                List.of("model", "F1"), List.of(List.of("a|b_50% \"x\", y\\n", "1.00 ± 0.10"), List.of("b", "")), 1);
        assertThat(TableFormat.MARKDOWN.write(cells))
                .isEqualTo("| model | F1 |\n| :-- | --: |\n| a\\|b_50% \"x\", y\\\\n | 1.00 ± 0.10 |\n| b |  |\n");
        assertThat(TableFormat.CSV.write(cells))
                .isEqualTo("\uFEFFmodel,F1\r\n\"a|b_50% \"\"x\"\", y\\n\",1.00 ± 0.10\r\nb,\r\n");
        assertThat(TableFormat.LATEX.write(cells))
                .contains("\\begin{tabular}{lr}", "a|b\\_50\\% \"x\", y\\textbackslash{}n & 1.00 $\\pm$ 0.10 \\\\");
        TableCells real =
                TableCells.of(ResultTable.of(TableKind.BEST, field(sweep)).get(0), Locale.JAPANESE);
        assertThat(real.heading()).contains("検証 F1", "公表 F1");
        assertThat(real.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(real.heading()));
        assertThat(RunSummary.list(runs)).hasSize(7);
    }
}
