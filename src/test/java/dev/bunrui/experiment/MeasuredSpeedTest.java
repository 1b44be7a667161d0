package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredSpeedTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path runs;

    /** A run that took so many tokens a second. */
    private RunFolder run(String name, Instant created, int tokens) throws IOException {
        RunFolder run = SavedRun.stopped(runs, name, created);
        StringBuilder log = new StringBuilder(
                "{\"event\":\"start\",\"step\":0,\"steps\":90,\"steps_per_epoch\":9,\"layers_recomputed\":0}\n");
        for (int step = 1; step <= 40; step++) {
            log.append("{\"time\":" + (1000 + step) + ",\"event\":\"step\",\"step\":" + step
                    + ",\"epoch\":1,\"loss\":1,\"lr\":0.1,\"tokens\":" + tokens + ",\"seconds\":1}\n");
        }
        Files.writeString(run.events(), log);
        return run;
    }

    private OptionalDouble speed(RunFolder like) {
        String model = RunManifest.read(like.manifest()).settings().model();
        return MeasuredSpeed.of(runs, model, "cpu", "fp32", WeightFormat.FULL);
    }

    @Test
    void theRunThatWasBegunLastTellsHoweverLateTheOthersWereWritten() throws Exception {
        RunFolder late = run("late", TIME.plusSeconds(60), 500);
        run("early", TIME, 100);
        run("damaged", TIME.plusSeconds(90), 900);
        Files.writeString(runs.resolve("damaged").resolve("run.json"), "{");
        assertThat(speed(late).orElseThrow()).isEqualTo(500);
        assertThat(MeasuredSpeed.of(runs, "another", "cpu", "fp32", WeightFormat.FULL))
                .isEmpty();
        Files.delete(late.events());
        assertThat(speed(late).orElseThrow())
                .as("one that has measured nothing tells nothing")
                .isEqualTo(100);
    }
}
