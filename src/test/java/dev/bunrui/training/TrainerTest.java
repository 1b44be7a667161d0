package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.FailureException;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final LoraSettings LORA = new LoraSettings(4, 8, 0.1, List.of("query_key_value"));
    private final TinyModel tiny = TinyModel.of("sequential");

    @TempDir
    Path folder;

    private static TrainingSettings settings(double rate, int epochs, Recompute recompute, Select select) {
        return new TrainingSettings(
                rate, 4, OptionalInt.empty(), epochs, 1, 0.01, 42, recompute, select, OptionalInt.empty());
    }

    private final class InFile implements Trainer.States {
        private final Path file = folder.resolve("state.safetensors");

        @Override
        public Optional<TrainingState> last() {
            return Files.exists(file) ? Optional.of(StateFile.read(file).state()) : Optional.empty();
        }

        @Override
        public void save(TrainingState state) {
            StateFile.write(file, new StateFile.Content(state, Map.of()));
        }
    }

    /** Trains, stopping after every {@code stopEvery} steps and going on with everything made anew. */
    private Map<String, ByteBuffer> train(TrainingSettings settings, int stopEvery, List<TrainingEvent> events) {
        InFile states = new InFile();
        while (true) {
            int[] left = {stopEvery};
            try (LoraClassifier classifier = tiny.with(LORA, 3, settings.seed())) {
                new Trainer(classifier, settings, LORA, tiny.examples(), tiny.examples())
                        .run(states, events::add, () -> left[0]-- <= 0);
                Map<String, ByteBuffer> bytes = new HashMap<>();
                for (StoredTensor tensor : classifier.adapter().copy().tensors().values()) {
                    bytes.put(tensor.name(), tensor.bytes());
                }
                return bytes;
            } catch (StoppedException stopped) {
                // and on it goes
            }
        }
    }

    @Test
    void aTrainingStoppedAtEveryStepEndsWithTheSameAdapterAsAnUninterruptedOne() throws Exception {
        TrainingSettings settings = settings(1e-2, 4, Recompute.OFF, Select.LAST);
        List<TrainingEvent> whole = new ArrayList<>();
        List<TrainingEvent> pieces = new ArrayList<>();
        Map<String, ByteBuffer> uninterrupted = train(settings, Integer.MAX_VALUE, whole);
        Files.delete(folder.resolve("state.safetensors"));
        assertThat(train(settings, 2, pieces)).isEqualTo(uninterrupted);
        assertThat(losses(pieces)).isEqualTo(losses(whole)).hasSize(8);
    }

    @Test
    void aTrainingStoppedWithinItsStepsEndsWithTheSameAdapterToo() throws Exception {
        TrainingSettings settings = new TrainingSettings(
                1e-2, 4, OptionalInt.of(1), 4, 1, 0.01, 42, Recompute.OFF, Select.LAST, OptionalInt.empty());
        Map<String, ByteBuffer> uninterrupted = train(settings, Integer.MAX_VALUE, new ArrayList<>());
        Files.delete(folder.resolve("state.safetensors"));
        List<TrainingEvent> pieces = new ArrayList<>();
        // A step is asked four times, so that six askings end in the middle of the second.
        assertThat(train(settings, 6, pieces)).isEqualTo(uninterrupted);
        assertThat(pieces.stream().filter(TrainingEvent.Started.class::isInstance))
                .hasSizeGreaterThan(4);
        assertThat(losses(pieces)).hasSize(8);
    }

    private static List<Double> losses(List<TrainingEvent> events) {
        return events.stream()
                .filter(TrainingEvent.Stepped.class::isInstance)
                .map(event -> ((TrainingEvent.Stepped) event).loss())
                .toList();
    }

    @Test
    void recomputedLayersDropTheSameInputsTwice() throws Exception {
        Map<String, ByteBuffer> kept =
                train(settings(1e-2, 3, Recompute.OFF, Select.LAST), Integer.MAX_VALUE, new ArrayList<>());
        Files.delete(folder.resolve("state.safetensors"));
        assertThat(train(settings(1e-2, 3, Recompute.ON, Select.LAST), Integer.MAX_VALUE, new ArrayList<>()))
                .isEqualTo(kept);
    }

    @Test
    void trainingLearnsItsExamplesAndKeepsTheBestEpoch() {
        List<TrainingEvent> events = new ArrayList<>();
        try (LoraClassifier classifier = tiny.with(LORA, 3, 1)) {
            Trainer trainer = new Trainer(
                    classifier, settings(2e-2, 12, Recompute.OFF, Select.BEST), LORA, tiny.examples(), tiny.examples());
            Trainer.Outcome outcome = trainer.run(new InFile(), events::add, () -> false);
            List<TrainingEvent.Evaluated> evaluated = events.stream()
                    .filter(TrainingEvent.Evaluated.class::isInstance)
                    .map(TrainingEvent.Evaluated.class::cast)
                    .toList();
            assertThat(evaluated)
                    .extracting(TrainingEvent.Evaluated::epoch)
                    .startsWith(0, 1, 2)
                    .hasSize(13);
            double best = evaluated.stream()
                    .skip(1)
                    .mapToDouble(each -> each.scores().macroF1())
                    .max()
                    .orElseThrow();
            assertThat(best).isGreaterThan(0.9);
            Evaluation after = trainer.evaluate(tiny.examples(), done -> {}, ranOut -> {});
            assertThat(after.scores())
                    .isEqualTo(evaluated.get(outcome.keptEpoch()).scores());
            assertThat(after.scores().macroF1()).isEqualTo(best);
        }
    }

    @Test
    void aLearningRateThatBlowsTheLossUpIsNamed() {
        try (LoraClassifier classifier = tiny.with(LORA, 3, 1)) {
            Trainer trainer = new Trainer(
                    classifier, settings(300, 40, Recompute.OFF, Select.BEST), LORA, tiny.examples(), tiny.examples());
            assertThatThrownBy(() -> trainer.run(new InFile(), event -> {}, () -> false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("300")
                    .hasMessageContaining("--lr");
        }
    }

    @Test
    void theScheduleRisesFromZeroAndFallsToZero() {
        Schedule schedule = new Schedule(1.0, 10, 4);
        assertThat(schedule.rate(0)).isZero();
        assertThat(schedule.rate(2)).isEqualTo(0.5);
        assertThat(schedule.rate(4)).isEqualTo(1.0);
        assertThat(schedule.rate(7)).isEqualTo(0.5);
        assertThat(schedule.rate(10)).isZero();
    }

    @Test
    void everyEpochVisitsEveryExampleOnceInAnOrderOfItsOwn() {
        Randomness randomness = new Randomness(42);
        int[] first = randomness.order(100, 0);
        assertThat(first).doesNotHaveDuplicates().hasSize(100).isNotEqualTo(randomness.order(100, 1));
        assertThat(first).isEqualTo(new Randomness(42).order(100, 0));
        assertThat(first).isNotEqualTo(new Randomness(43).order(100, 0));
    }
}
