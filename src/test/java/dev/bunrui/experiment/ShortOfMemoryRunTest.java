package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.FailureException;
import dev.bunrui.torch.LiveHandles;
import dev.bunrui.training.TrainingEvent.MemoryRanOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortOfMemoryRunTest {
    private static final String LIMIT = "bunrui.memory-limit";
    private static final Path ADAPTER = Path.of("adapter", "adapter_model.safetensors");

    @TempDir
    Path folder;

    @AfterEach
    void noLimit() {
        System.clearProperty(LIMIT);
    }

    private static TrainingRun run(Loaded loaded) {
        return new TrainingRun(loaded, "test", new RunListener() {}, () -> false);
    }

    private static List<MemoryRanOut> lacks(RunFolder run) {
        return new EventTail(run)
                .read().events().stream()
                        .map(LoggedEvent::event)
                        .filter(MemoryRanOut.class::isInstance)
                        .map(MemoryRanOut.class::cast)
                        .toList();
    }

    @Test
    void aRunThatTheMemoryDoesNotHoldEndsAsOneOfHalfTheMicroBatchAndSaysSo() throws IOException {
        Path data = TinyRun.data(folder);
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            RunFolder half = run(loaded)
                    .start(folder, "half", TinyRun.settings(data, 3, 4))
                    .folder();
            System.setProperty(LIMIT, "800000");
            RunFolder halved = run(loaded)
                    .start(folder, "halved", TinyRun.settings(data, 3, 8))
                    .folder();
            assertThat(lacks(half)).isEmpty();
            assertThat(lacks(halved)).containsExactly(new MemoryRanOut(false, 8, 4, 0));
            assertThat(halved.path().resolve(ADAPTER))
                    .hasSameBinaryContentAs(half.path().resolve(ADAPTER));
            assertThat(Files.readString(halved.predictions("test")))
                    .isEqualTo(Files.readString(half.predictions("test")));
            RunSummary summary = RunSummary.of(halved);
            assertThat(summary.settings().training().microBatch()).hasValue(8);
            assertThat(summary.lessened()).hasValueSatisfying(note -> {
                assertThat(note.step()).isZero();
                assertThat(note.message(Locale.ENGLISH)).contains("8 articles at once in step 1", "on 4 are computed");
                assertThat(note.message(Locale.JAPANESE)).contains("ステップ 1", "8 件", "4 件ずつ");
            });
            assertThat(RunSummary.of(half).lessened()).isEmpty();
        }
    }

    @Test
    void afterARunThatFailedForWantOfMemoryTheNextOneHasAllOfIt() throws IOException {
        Path data = TinyRun.data(folder);
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            RunFolder whole = run(loaded)
                    .start(folder, "whole", TinyRun.settings(data, 2, 8))
                    .folder();
            long between = LiveHandles.count();
            System.setProperty(LIMIT, "100000");
            assertThatThrownBy(() -> run(loaded).start(folder, "failed", TinyRun.settings(data, 2, 8)))
                    .isInstanceOf(FailureException.class);
            assertThat(LiveHandles.count()).isEqualTo(between);
            RunFailure failure =
                    RunSummary.of(RunFolder.find(folder, "failed")).failure().orElseThrow();
            assertThat(failure.refused()).isFalse();
            assertThat(failure.english()).contains("single article", "--max-length");
            assertThat(failure.japanese()).contains("メモリ").endsWith("。");
            System.clearProperty(LIMIT);
            RunFolder next = run(loaded)
                    .start(folder, "next", TinyRun.settings(data, 2, 8))
                    .folder();
            assertThat(LiveHandles.count()).isEqualTo(between);
            assertThat(next.path().resolve(ADAPTER))
                    .hasSameBinaryContentAs(whole.path().resolve(ADAPTER));
        }
    }

    @Test
    void aRunThatIsOverHoldsNothingOnTheDevice() throws IOException {
        Path data = TinyRun.data(folder);
        long before = LiveHandles.count();
        new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(folder, "run", TinyRun.settings(data, 1, 8));
        assertThat(LiveHandles.count()).isEqualTo(before);
    }

    @Test
    void whereEvenTheAdapterDoesNotFitOneSentenceSaysWhatDoes() throws IOException {
        Path data = TinyRun.data(folder);
        System.setProperty(LIMIT, "5000");
        long before = LiveHandles.count();
        assertThatThrownBy(() -> new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                        .start(folder, "run", TinyRun.settings(data, 1, 8)))
                .isInstanceOfSatisfying(FailureException.class, failure -> {
                    assertThat(failure.key()).isEqualTo("run.too-large");
                    assertThat(failure.message(Locale.ENGLISH)).contains("were asked for", "--precision bf16");
                });
        assertThat(LiveHandles.count()).isEqualTo(before);
    }
}
