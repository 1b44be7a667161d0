package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.experiment.gauge.Sampler;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.training.StoppedException;
import dev.bunrui.training.TrainingEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real trainings on the processor leave of readings. */
@Timeout(60)
class WatchedRunTest {
    @TempDir
    Path folder;

    @BeforeEach
    void often() {
        System.setProperty(Sampler.PROPERTY, "1");
    }

    @AfterEach
    void calm() {
        System.clearProperty(Sampler.PROPERTY);
    }

    private static List<Reading> readings(RunFolder run) {
        return new EventTail(run).read().readings();
    }

    @Test
    void aRunLeavesReadingsOfItsProcessAndOfTheArithmeticThatItNeeds() throws Exception {
        RunFolder run = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(folder, "run", TinyRun.settings(TinyRun.data(folder), 40))
                .folder();
        List<Reading> readings = readings(run);
        assertThat(readings).isNotEmpty();
        assertThat(readings).extracting(Reading::step).isSorted();
        assertThat(readings).allSatisfy(reading -> {
            assertThat(reading.card()).isEmpty();
            assertThat(reading.processor().memory()).isPositive();
            assertThat(reading.flops().isPresent()).isEqualTo(reading.step() > 0);
        });
        Reading last = readings.get(readings.size() - 1);
        assertThat(RunSummary.of(run).reading()).contains(last);
        // The same from the log's own steps.
        Pace pace = new Pace();
        new EventTail(run)
                .read().events().stream()
                        .map(LoggedEvent::event)
                        .filter(event -> event instanceof TrainingEvent.Stepped step && step.step() <= last.step())
                        .forEach(event -> pace.hear(event, 0));
        RunSettings settings = RunManifest.read(run.manifest()).settings();
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            ModelFolder model = loaded.model(settings.model());
            double each = ArticleFlops.perToken(
                    model.config(), loaded.prepared(settings, model).train());
            assertThat(last.flops().orElseThrow()).isEqualTo(Math.rint(each * pace.tokensPerSecond()));
        }
    }

    @Test
    void aRunThatGoesOnFromItsStateHasNoReadingsOfStepsThatItTakesAgain() throws Exception {
        AtomicLong steps = new AtomicLong();
        RunListener counting = new RunListener() {
            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped step) {
                    steps.set(step.step());
                }
            }
        };
        TrainingRun stopping = new TrainingRun(TinyRun.MODELS, "test", counting, () -> steps.get() >= 50);
        assertThatThrownBy(() -> stopping.start(folder, "run", TinyRun.settings(TinyRun.data(folder), 40)))
                .isInstanceOf(StoppedException.class);
        RunFolder run = new RunFolder(folder.resolve("run"));
        List<Reading> before = readings(run);
        new TrainingRun(TinyRun.MODELS, "test", counting, () -> false).resume(run);
        List<Reading> after = readings(run);
        assertThat(after).startsWith(before.toArray(Reading[]::new));
        assertThat(after).extracting(Reading::step).isSorted();
        assertThat(after.size()).isGreaterThan(before.size());
    }
}
