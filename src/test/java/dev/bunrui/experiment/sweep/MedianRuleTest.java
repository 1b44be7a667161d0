package dev.bunrui.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.training.TrainingEvent.GivenUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MedianRuleTest {
    @TempDir
    Path folder;

    private SweepFolder sweep;

    @BeforeEach
    void fiveRuns() throws IOException {
        sweep = TinySweep.make(
                folder.resolve("runs"),
                "grid",
                TinySweep.plan(TinyRun.data(folder), 3, true, new Axis("seed", List.of("1", "2", "3", "4", "5"))));
    }

    /** A run as a finished one looks to whoever reads its log. */
    private void finished(int number, double... f1) throws IOException {
        reached(number, f1);
        Files.writeString(sweep.runs().get(number).metrics(), "{}");
    }

    /** As one looks that another process is at work on. */
    private void reached(int number, double... f1) throws IOException {
        RunFolder run = sweep.runs().get(number);
        StringBuilder log = new StringBuilder();
        for (int epoch = 0; epoch <= f1.length; epoch++) {
            double score = epoch == 0 ? 0 : f1[epoch - 1];
            log.append("{\"event\":\"evaluation\",\"time\":1,\"epoch\":" + epoch + ",\"loss\":1,\"accuracy\":" + score
                    + ",\"precision\":1,\"recall\":1,\"f1\":" + score + ",\"best\":true,\"n\":100,\"seconds\":1}\n");
        }
        Files.writeString(run.events(), log);
    }

    private RunFolder last() {
        return sweep.runs().get(4);
    }

    @Test
    void aRunIsGivenUpOnceItsIntervalLiesBelowWhatHalfOfTheOthersHadReached() throws IOException {
        finished(0, 0.7, 0.6);
        finished(1, 0.7, 0.8);
        finished(2, 0.7, 0.9);
        MedianRule rule = new MedianRule(sweep);
        // The median at epoch 2 is 0.8: 0.7 of 100 articles reaches up to 0.781, 0.75 up to 0.825.
        assertThat(rule.judge(last(), 2, 0.70, 100)).hasValueSatisfying(given -> {
            assertThat(given)
                    .usingRecursiveComparison()
                    .ignoringFields("upper")
                    .isEqualTo(new GivenUp(2, 0.70, 0, 0.8, 3));
            assertThat(given.upper()).isBetween(0.78, 0.79);
        });
        assertThat(rule.judge(last(), 2, 0.75, 100)).isEmpty();
        assertThat(rule.judge(last(), 2, 0.75, 10_000)).isPresent();
    }

    @Test
    void whatARunReachedOnceCountsThoughItFellBack() throws IOException {
        finished(0, 0.9, 0.1);
        finished(1, 0.9, 0.1);
        finished(2, 0.9, 0.1);
        assertThat(new MedianRule(sweep).judge(last(), 2, 0.5, 100)).isPresent();
    }

    @Test
    void theFirstEpochFewRunsAndRunsThatEndedBeforeDecideNothing() throws IOException {
        finished(0, 0.9, 0.9, 0.9);
        finished(1, 0.9, 0.9, 0.9);
        MedianRule rule = new MedianRule(sweep);
        assertThat(rule.judge(last(), 2, 0.1, 100)).isEmpty();
        finished(2, 0.9);
        assertThat(rule.judge(last(), 1, 0.1, 100)).isEmpty();
        assertThat(new MedianRule(sweep).judge(last(), 2, 0.1, 100)).isEmpty();
        finished(3, 0.9, 0.9);
        assertThat(new MedianRule(sweep).judge(last(), 2, 0.1, 100)).isPresent();
        assertThat(new MedianRule(sweep).judge(last(), 3, 0.1, 100)).isEmpty();
    }

    @Test
    void whatOtherWorkersAreStillAtDecidesNothingUntilItIsFinished() throws IOException {
        finished(0, 0.5, 0.5);
        finished(1, 0.5, 0.5);
        reached(2, 0.75, 0.75);
        reached(3, 0.75, 0.75);
        MedianRule rule = new MedianRule(sweep);
        assertThat(rule.judge(last(), 2, 0.3, 10_000)).isEmpty();
        reached(2, 0.75, 0.75, 0.95);
        finished(2, 0.75, 0.75, 0.95);
        // Half of the three had reached 0.5.
        assertThat(rule.judge(last(), 2, 0.55, 10_000)).isEmpty();
        finished(3, 0.75, 0.75, 0.95);
        assertThat(rule.judge(last(), 2, 0.55, 10_000))
                .hasValueSatisfying(given -> assertThat(given)
                        .usingRecursiveComparison()
                        .ignoringFields("upper")
                        .isEqualTo(new GivenUp(2, 0.55, 0, 0.625, 4)));
    }

    @Test
    void workersThatSawTheOthersFinishInAnyOrderJudgeAlike() throws IOException {
        double[][] others = {{0.2, 0.9}, {0.8, 0.8}, {0.6, 0.95}, {0.7, 0.7}};
        for (int[] order : new int[][] {{0, 1, 2, 3}, {3, 1, 0, 2}, {2, 3, 1, 0}}) {
            for (RunFolder run : sweep.runs()) {
                Files.deleteIfExists(run.metrics());
            }
            MedianRule looksAllTheTime = new MedianRule(sweep);
            for (int number : order) {
                finished(number, others[number]);
                looksAllTheTime.judge(last(), 2, 0.1, 100);
            }
            assertThat(looksAllTheTime.judge(last(), 2, 0.5, 1_000))
                    .isEqualTo(new MedianRule(sweep).judge(last(), 2, 0.5, 1_000))
                    .hasValueSatisfying(given -> {
                        assertThat(given.median()).isEqualTo((0.8 + 0.9) / 2);
                        assertThat(given.others()).isEqualTo(4);
                    });
        }
    }

    @Test
    void aHopelessRunEndsEarlyIsTestedAndSaysWhy() throws IOException {
        for (int run = 0; run < 4; run++) {
            finished(run, 1, 1, 1);
        }
        SweepFolder hopeless = sweep;
        RunFolder run = last();
        Files.writeString(run.request(), Files.readString(run.request()).replace("\"lr\" : 0.01", "\"lr\" : 1.0E-9"));
        TinySweep.work(hopeless, new SweepListener() {});
        assertThat(run.finished()).isTrue();
        String log = Files.readString(run.events());
        assertThat(log)
                .contains("\"event\":\"given_up\",\"epoch\":2", "\"event\":\"test\"")
                .doesNotContain("\"epoch\":3");
    }
}
