package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.AdamW;
import dev.bunrui.torch.Precision;
import dev.bunrui.training.TrainingEvent.MemoryRanOut;
import dev.bunrui.training.TrainingEvent.Stepped;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memory that does not hold what a training would compute at once. */
class ShortOfMemoryTest {
    private static final String LIMIT = "bunrui.memory-limit";
    private static final LoraSettings LORA = new LoraSettings(4, 8, 0.1, List.of("query_key_value"));
    private static final int WIDTH = 32;

    @TempDir
    Path folder;

    private TinyModel tiny;
    private List<Example> examples;

    /** The tiny network with room for longer texts, and twelve short ones. */
    @BeforeEach
    void model() throws IOException {
        Path model = Files.createDirectories(folder.resolve("tiny/model"));
        Path original = TinyModel.of("sequential").folder().resolve("model");
        for (String file : List.of("model.safetensors", "tokenizer.json")) {
            Files.copy(original.resolve(file), model.resolve(file));
        }
        Files.writeString(
                model.resolve("config.json"),
                Files.readString(original.resolve("config.json"))
                        .replace("\"max_position_embeddings\": 32", "\"max_position_embeddings\": 128"));
        tiny = new TinyModel(folder.resolve("tiny"));
        examples = texts(12, 20);
    }

    @AfterEach
    void noLimit() {
        System.clearProperty(LIMIT);
    }

    private static List<Example> texts(int count, int tokens) {
        SplittableRandom random = new SplittableRandom(3);
        List<Example> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = i % 3;
            int[] ids = random.ints(tokens - i % 5, 3, 60)
                    .map(id -> random.nextInt(2) == 0 ? 3 + label : id)
                    .toArray();
            texts.add(new Example(ids, label));
        }
        return texts;
    }

    private static TrainingSettings settings(OptionalInt microBatch, double rate) {
        return new TrainingSettings(
                rate, 4, microBatch, 3, 1, 0.01, 42, Recompute.OFF, Select.LAST, OptionalInt.empty());
    }

    private static TrainingSettings settings(int microBatch) {
        return settings(OptionalInt.of(microBatch), 1e-2);
    }

    /** A limit that holds the adapter, its optimiser's state and what {@code texts} keep for a backward pass. */
    private void limit(double texts) {
        try (LoraClassifier classifier = tiny.with(LORA, 3, 42);
                AdamW optimizer =
                        new AdamW(classifier.scope(), classifier.adapter().parameters(), 0.01)) {
            assertThat(optimizer.moments()).isNotEmpty();
            LayerMemory layer = LayerMemory.of(classifier.backbone().config(), LORA, Precision.FP32, WIDTH, WIDTH);
            long text = (classifier.backbone().layers() - 1) * layer.kept() + layer.last();
            System.setProperty(LIMIT, Long.toString(classifier.scope().held() + Math.round(texts * text)));
        }
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

    /** What a training came to. */
    private record Ended(Map<String, float[]> adapter, List<TrainingEvent> events) {
        List<MemoryRanOut> lacks() {
            return events.stream()
                    .filter(MemoryRanOut.class::isInstance)
                    .map(MemoryRanOut.class::cast)
                    .toList();
        }

        List<Double> losses() {
            return events.stream()
                    .filter(Stepped.class::isInstance)
                    .map(event -> ((Stepped) event).loss())
                    .toList();
        }

        /** Steps that were taken before the memory ran out for the first time. */
        long stepsBefore() {
            return events.stream()
                    .takeWhile(event -> !(event instanceof MemoryRanOut))
                    .filter(Stepped.class::isInstance)
                    .count();
        }

        void isTheSameToTheBitAs(Ended other) {
            assertThat(adapter.keySet()).isEqualTo(other.adapter.keySet());
            adapter.forEach((name, values) -> assertThat(values).as(name).isEqualTo(other.adapter.get(name)));
            assertThat(losses()).isEqualTo(other.losses());
        }

        void isTheSameButForRoundingAs(Ended other) {
            assertThat(adapter.keySet()).isEqualTo(other.adapter.keySet());
            adapter.forEach((name, values) ->
                    assertThat(values).as(name).containsExactly(other.adapter.get(name), within(2e-5f)));
        }
    }

    private Ended train(TrainingSettings settings, List<Example> validation, Control control) {
        return train(settings, validation, control, false);
    }

    private Ended train(TrainingSettings settings, List<Example> validation, Control control, boolean triedBefore) {
        List<TrainingEvent> events = new ArrayList<>();
        try (LoraClassifier classifier = tiny.with(LORA, 3, settings.seed())) {
            long before = classifier.scope().held();
            try {
                Trainer trainer = new Trainer(classifier, settings, LORA, examples, validation);
                if (triedBefore) {
                    trainer.rehearse(events::add, control);
                }
                trainer.run(new InFile(), events::add, control);
            } finally {
                assertThat(classifier.scope().held()).isEqualTo(before);
            }
            Map<String, float[]> adapter = new HashMap<>();
            for (StoredTensor tensor : classifier.adapter().copy().tensors().values()) {
                adapter.put(tensor.name(), tensor.floats());
            }
            return new Ended(adapter, events);
        }
    }

    private Ended train(TrainingSettings settings) throws IOException {
        Ended ended = train(settings, examples, () -> false);
        Files.delete(folder.resolve("state.safetensors"));
        return ended;
    }

    @Test
    void whereTheFirstStepIsTooMuchTheAdapterIsThatOfHalfTheMicroBatch() throws IOException {
        Ended half = train(settings(2));
        limit(3);
        Ended halved = train(settings(4));
        assertThat(halved.lacks()).containsExactly(new MemoryRanOut(false, 4, 2, 0));
        assertThat(halved.stepsBefore()).isZero();
        halved.isTheSameToTheBitAs(half);
    }

    @Test
    void aMicroBatchThatWasLeftOpenIsHalvedToo() throws IOException {
        Ended half = train(settings(2));
        limit(3);
        Ended halved = train(settings(OptionalInt.empty(), 1e-2));
        assertThat(halved.lacks()).first().isEqualTo(new MemoryRanOut(false, 4, 2, 0));
        halved.isTheSameButForRoundingAs(half);
    }

    @Test
    void whereAStepWithinAnEpochIsTooMuchTheAdapterIsThatOfHalfTheMicroBatchButForRounding() throws IOException {
        int[] order = new Randomness(42).order(examples.size(), 0);
        examples.set(order[5], new Example(texts(1, 60).get(0).ids(), 1)); // twice as wide, in the second step
        Ended half = train(settings(2));
        limit(6);
        Ended halved = train(settings(4));
        assertThat(halved.lacks()).containsExactly(new MemoryRanOut(false, 4, 2, 0));
        assertThat(halved.stepsBefore()).isEqualTo(1);
        halved.isTheSameButForRoundingAs(half);
        assertThat(halved.losses()).hasSize(9);
    }

    @Test
    void aTrialBeforehandFindsOutWhatALaterStepAndAnEvaluationWouldHaveFoundTooMuch() throws IOException {
        examples = texts(96, 20);
        int[] order = new Randomness(42).order(examples.size(), 0);
        examples.set(order[5], new Example(texts(1, 60).get(0).ids(), 1)); // twice as wide, in the second step
        Ended half = train(settings(2));
        limit(6);
        Ended tried = train(settings(4), examples, () -> false, true);
        assertThat(tried.lacks()).contains(new MemoryRanOut(false, 4, 2, 0)).anyMatch(MemoryRanOut::evaluating);
        assertThat(tried.events().stream()
                        .dropWhile(event -> !(event instanceof TrainingEvent.Rehearsed))
                        .filter(MemoryRanOut.class::isInstance))
                .isEmpty();
        tried.isTheSameToTheBitAs(half);
        TrainingState state = new InFile().last().orElseThrow();
        assertThat(state.portion()).hasValue(new Portion(OptionalInt.of(2), 2048, 0));
        assertThat(state.read()).isPresent();
    }

    @Test
    void aTrialChangesNothingOfTheTrainingAndTellsWhatItTook() throws IOException {
        Ended untried = train(settings(4));
        Ended tried = train(settings(4), examples, () -> false, true);
        tried.isTheSameToTheBitAs(untried);
        assertThat(tried.events().get(0)).isInstanceOfSatisfying(TrainingEvent.Rehearsed.class, rehearsed -> {
            assertThat(rehearsed.stepSeconds()).isPositive();
            assertThat(rehearsed.seconds()).isGreaterThan(rehearsed.stepSeconds());
            assertThat(rehearsed.layersRecomputed()).isZero();
        });
    }

    @Test
    void aTrialStopsWhenAskedTo() {
        assertThatThrownBy(() -> train(settings(4), examples, () -> true, true)).isInstanceOf(StoppedException.class);
        assertThat(folder.resolve("state.safetensors")).doesNotExist();
    }

    @Test
    void whereHalfIsStillTooMuchItIsHalvedAgain() throws IOException {
        Ended one = train(settings(1));
        limit(1.5);
        Ended halved = train(settings(4));
        assertThat(halved.lacks()).containsExactly(new MemoryRanOut(false, 4, 2, 0), new MemoryRanOut(false, 2, 1, 0));
        halved.isTheSameToTheBitAs(one);
    }

    @Test
    void whereOneArticleIsTooMuchItsLayersAreComputedTwice() throws IOException {
        Ended one = train(settings(1));
        limit(0.9);
        Ended recomputed = train(settings(1));
        assertThat(recomputed.lacks()).containsExactly(new MemoryRanOut(false, 1, 1, 2));
        recomputed.isTheSameToTheBitAs(one);
    }

    @Test
    void whereNothingHelpsOneSentenceSaysWhatDoes() {
        limit(0.5);
        assertThatThrownBy(() -> train(settings(4))).isInstanceOfSatisfying(FailureException.class, failure -> {
            assertThat(failure.key()).isEqualTo("memory.one");
            assertThat(failure.message(Locale.ENGLISH))
                    .contains("20 tokens", "were asked for", "--max-length", "--precision bf16", "--device");
            assertThat(failure.message(Locale.JAPANESE)).contains("20 トークン", "--max-length");
        });
    }

    @Test
    void anEvaluationThatIsTooMuchIsReadByHalvesAndChangesNothingOfTheTraining() throws IOException {
        examples = texts(96, 20);
        Ended whole = train(settings(1));
        limit(3.5);
        Ended halved = train(settings(1));
        assertThat(halved.lacks()).containsExactly(new MemoryRanOut(true, 96, 48, 0));
        halved.isTheSameToTheBitAs(whole);
        List<TrainingEvent.Evaluated> evaluated = evaluated(halved);
        assertThat(evaluated).hasSize(4);
        for (int epoch = 0; epoch < 4; epoch++) {
            TrainingEvent.Evaluated wanted = evaluated(whole).get(epoch);
            assertThat(evaluated.get(epoch).scores()).isEqualTo(wanted.scores());
            assertThat(evaluated.get(epoch).loss()).isCloseTo(wanted.loss(), within(1e-5));
        }
    }

    private static List<TrainingEvent.Evaluated> evaluated(Ended ended) {
        return ended.events().stream()
                .filter(TrainingEvent.Evaluated.class::isInstance)
                .map(TrainingEvent.Evaluated.class::cast)
                .toList();
    }

    @Test
    void aTrainingThatIsGoneOnWithKnowsWhatTheMemoryDoesNotHold() throws IOException {
        examples = texts(96, 20);
        limit(3.5);
        Ended whole = train(settings(4));
        assertThat(whole.lacks()).containsExactly(new MemoryRanOut(true, 96, 48, 0), new MemoryRanOut(false, 4, 2, 0));
        int[] asked = {0};
        assertThatThrownBy(() -> train(settings(4), examples, () -> ++asked[0] > 10))
                .isInstanceOf(StoppedException.class);
        TrainingState state = new InFile().last().orElseThrow();
        assertThat(state.portion()).hasValue(new Portion(OptionalInt.of(2), 2048, 0));
        assertThat(state.read()).hasValue(48 * 20);
        assertThat(state.step()).isPositive();
        Ended rest = train(settings(4));
        assertThat(rest.lacks()).isEmpty();
        rest.adapter()
                .forEach((name, values) ->
                        assertThat(values).as(name).isEqualTo(whole.adapter().get(name)));
    }

    private List<float[]> gradient(Portion portion, List<MemoryRanOut> lacks) {
        List<Drawn> batch = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            batch.add(new Drawn(examples.get(i), i));
        }
        try (LoraClassifier classifier = tiny.with(LORA, 3, 42)) {
            new BatchGradient(classifier, LORA, new Randomness(42), portion).of(batch, 0, () -> {}, lacks::add);
            return classifier.adapter().parameters().stream()
                    .map(parameter -> parameter.gradient().orElseThrow().floats())
                    .toList();
        }
    }

    @Test
    void aGradientThatWasHalfAddedUpLeavesNoTrace() {
        examples.set(3, new Example(texts(1, 60).get(0).ids(), 1));
        List<MemoryRanOut> lacks = new ArrayList<>();
        List<float[]> one = gradient(new Portion(OptionalInt.of(1), 0, 0), lacks);
        limit(2.5);
        // The long text goes first and by itself, as wide as two others are; the three others are too much together.
        List<float[]> again = gradient(new Portion(OptionalInt.empty(), 64, 0), lacks);
        assertThat(lacks).containsExactly(new MemoryRanOut(false, 3, 1, 0));
        assertThat(again).usingRecursiveComparison().isEqualTo(one);
    }
}
