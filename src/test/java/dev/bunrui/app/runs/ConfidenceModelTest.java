package dev.bunrui.app.runs;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.training.score.CoveragePoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The threshold of a run without any page, on the thread that a window would have. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfidenceModelTest {
    @TempDir
    Path home;

    private Work work;
    private ConfidenceModel model;
    private RunFolder kept;
    private RunFolder fresh;

    @BeforeEach
    void prepare() throws Exception {
        FxToolkit.registerPrimaryStage(); // the toolkit's thread; nothing is shown
        Path runs = home.resolve("runs");
        kept = SavedRun.finished(runs, "kept", Instant.EPOCH);
        fresh = SavedRun.finished(runs, "fresh", Instant.EPOCH);
        SavedRun.predict(kept);
        SavedRun.predict(fresh);
        ReviewThreshold.choose(kept, OptionalDouble.of(0.7));
        work = new Work();
        model = looked(() -> new ConfidenceModel(work, new Trouble(new Texts())));
    }

    @AfterEach
    void close() {
        work.close();
    }

    private void turn(@Nullable RunFolder run) {
        looked(() -> {
            model.turn(run);
            return true;
        });
    }

    private void known(RunFolder run) throws InterruptedException {
        turn(run);
        await(model.confidence(), confidence -> confidence != null);
    }

    @Test
    void nothingIsComputedBeforeAnyoneLooks() throws Exception {
        turn(kept);
        assertThat(looked(() -> model.busy().get())).isFalse();
        looked(() -> {
            model.wanted().set(true);
            return true;
        });
        await(model.confidence(), confidence -> confidence != null);
        CoveragePoint point = looked(() -> model.point().get());
        assertThat(point.threshold()).isEqualTo(0.7);
        assertThat(point.answered()).isEqualTo(9);
        turn(null);
        assertThat(looked(() -> model.point().get())).isNull();
    }

    @Test
    void everyRunHasItsOwnThresholdAndLookingKeepsNone() throws Exception {
        looked(() -> {
            model.wanted().set(true);
            return true;
        });
        known(kept);
        assertThat(looked(() -> model.marking().get())).isTrue();
        known(fresh);
        assertThat(looked(() -> model.marking().get())).isFalse();
        assertThat(looked(() -> model.threshold().get())).isEqualTo(ConfidenceModel.FIRST);
        assertThat(fresh.review()).doesNotExist();
        assertThat(ReviewThreshold.of(kept)).hasValue(0.7);
    }

    @Test
    void whatIsShownIsWhatIsMeant() throws Exception {
        looked(() -> {
            model.wanted().set(true);
            return true;
        });
        known(fresh);
        looked(() -> {
            model.threshold().set(0.78421);
            return true;
        });
        assertThat(looked(() -> model.rounded())).isEqualTo(0.784);
        assertThat(looked(() -> model.point().get()).threshold()).isEqualTo(0.784);
    }
}
