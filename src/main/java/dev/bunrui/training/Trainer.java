package dev.bunrui.training;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.AdamW;
import dev.bunrui.training.TrainingSettings.Select;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Trains an adapter on one set of examples and validates it on another, before training and after each epoch. Where it
 * was stopped it goes on: the same numbers come out as without the stop.
 */
public final class Trainer {
    /** Where states are kept between runs of the program. */
    public interface States {
        /** The state to go on from, if any. */
        Optional<TrainingState> last();

        void save(TrainingState state);
    }

    private final LoraClassifier classifier;
    private final TrainingSettings settings;
    private final LoraSettings lora;
    private final List<Example> train;
    private final List<Example> validation;
    private final Randomness randomness;
    private final long stepsPerEpoch;
    private final Schedule schedule;

    /** What a trial found the memory to hold. */
    private Optional<Portion> tried = Optional.empty();

    /** What is saved with a state, so that whoever goes on computes as much at once. */
    private Optional<Portion> lessened = Optional.empty();

    private OptionalInt read = OptionalInt.empty();

    /** {@code classifier} holds the initial values of an adapter of {@code lora}. */
    public Trainer(
            LoraClassifier classifier,
            TrainingSettings settings,
            LoraSettings lora,
            List<Example> train,
            List<Example> validation) {
        this.classifier = classifier;
        this.settings = settings;
        this.lora = lora;
        this.train = List.copyOf(train);
        this.validation = List.copyOf(validation);
        this.randomness = new Randomness(settings.seed());
        this.stepsPerEpoch = (train.size() + settings.batchSize() - 1L) / settings.batchSize();
        this.schedule = new Schedule(
                settings.learningRate(),
                stepsPerEpoch * settings.epochs(),
                Math.round(stepsPerEpoch * settings.warmupEpochs()));
    }

    /**
     * Does the work that takes most before a training, for trial: what the memory does not hold shows now. The training is
     * the same as without, but for what is computed at once.
     *
     * @throws StoppedException when asked to stop
     * @throws dev.bunrui.message.FailureException if the memory does not hold a single example
     */
    public TrainingEvent.Rehearsed rehearse(Consumer<TrainingEvent> events, Control control) {
        BatchGradient gradient = new BatchGradient(classifier, lora, randomness, portion());
        Runnable stopIfAsked = () -> {
            if (control.stopRequested()) {
                throw new StoppedException();
            }
        };
        TrainingEvent.Rehearsed rehearsed = new Preflight(classifier, settings, train, validation)
                .run(
                        gradient,
                        stopIfAsked,
                        full -> {
                            lessened = Optional.of(gradient.portion());
                            events.accept(full);
                        },
                        reading(done -> stopIfAsked.run(), full -> {
                            read = OptionalInt.of(classifier.tokensAtOnce());
                            events.accept(full);
                        }));
        tried = Optional.of(gradient.portion());
        events.accept(rehearsed);
        return rehearsed;
    }

    /**
     * Trains to the end, and leaves the chosen epoch's values in the classifier.
     *
     * @throws StoppedException when asked to stop, the state saved
     * @throws dev.bunrui.message.FailureException if the loss diverges
     */
    public Outcome run(States states, Consumer<TrainingEvent> events, Control control) {
        Optional<TrainingState> saved = states.last();
        saved.flatMap(state -> state.read().stream().boxed().findFirst()).ifPresent(classifier::tokensAtOnce);
        Portion portion = saved.flatMap(TrainingState::portion).or(() -> tried).orElseGet(this::portion);
        try (AdamW optimizer =
                new AdamW(classifier.scope(), classifier.adapter().parameters(), settings.weightDecay())) {
            Progress progress = new Progress(states, optimizer, portion, events, control);
            saved.ifPresent(progress::restore);
            events.accept(
                    new TrainingEvent.Started(progress.step, schedule.steps(), stepsPerEpoch, portion.recomputed()));
            progress.validateIfDue();
            while (progress.step < schedule.steps() && !progress.outOfPatience() && !progress.hopeless()) {
                progress.step();
                progress.validateIfDue();
            }
            return progress.finish();
        }
    }

    /** What is computed at once as long as the memory holds it. */
    private Portion portion() {
        Backbone backbone = classifier.backbone();
        int longest =
                train.stream().mapToInt(example -> example.ids().length).max().orElse(0);
        return new PortionChoice(
                        backbone.config(),
                        lora,
                        backbone.precision(),
                        backbone.device().cuda(),
                        settings,
                        longest)
                .within(Room.of(classifier));
    }

    /**
     * The logits of examples by the values that the classifier holds now.
     *
     * @param done hears how many examples are done; what it throws ends the work
     * @param told hears when the memory ran out
     */
    public Evaluation evaluate(List<Example> examples, IntConsumer done, Consumer<TrainingEvent.MemoryRanOut> told) {
        float[][] logits = classifier.logits(examples.stream().map(Example::ids).toList(), reading(done, told));
        return Evaluation.of(
                logits, Example.labels(examples), classifier.adapter().classes());
    }

    private static LoraClassifier.Reading reading(IntConsumer done, Consumer<TrainingEvent.MemoryRanOut> told) {
        return new LoraClassifier.Reading() {
            @Override
            public void done(int texts) {
                done.accept(texts);
            }

            @Override
            public void halved(int texts, int fewer) {
                told.accept(new TrainingEvent.MemoryRanOut(true, texts, fewer, 0));
            }
        };
    }

    /** How a training ended: the epochs that were validated, and the one whose values were kept. */
    public record Outcome(int epochs, int keptEpoch) {}

    /** The changing part of a training. */
    private final class Progress {
        private final States states;
        private final AdamW optimizer;
        private final Consumer<TrainingEvent> events;
        private final Control control;
        private final Divergence divergence;
        private final BatchGradient gradient;
        private long step;
        private int evaluated = -1;
        private AdapterWeights best = classifier.adapter().copy();
        private int bestEpoch;
        private double bestF1 = -1;
        private final SavePace pace = new SavePace(System::nanoTime);
        private int[] order = {};
        private int orderOf = -1;

        Progress(States states, AdamW optimizer, Portion portion, Consumer<TrainingEvent> events, Control control) {
            this.states = states;
            this.optimizer = optimizer;
            this.events = events;
            this.control = control;
            if (classifier.backbone().device().cuda()) {
                lessened = Optional.of(portion); // with other memory free, whoever goes on would round otherwise
            }
            this.gradient = new BatchGradient(classifier, lora, randomness, portion);
            this.divergence = new Divergence(classifier.adapter().classes());
        }

        void restore(TrainingState state) {
            step = state.step();
            evaluated = state.evaluated();
            best = state.best();
            bestEpoch = state.bestEpoch();
            bestF1 = state.bestF1();
            lessened = state.portion().or(() -> lessened);
            read = state.read();
            classifier.adapter().restore(state.weights());
            optimizer.restore(state.moments());
        }

        private int epoch() {
            return Math.toIntExact(step / stepsPerEpoch);
        }

        boolean outOfPatience() {
            boolean out = settings.patience().isPresent()
                    && evaluated - bestEpoch >= settings.patience().getAsInt();
            if (out) {
                events.accept(new TrainingEvent.StoppedEarly(
                        evaluated, settings.patience().getAsInt()));
            }
            return out;
        }

        boolean hopeless() {
            if (step % stepsPerEpoch != 0 || evaluated < 1) {
                return false;
            }
            Optional<TrainingEvent.GivenUp> reason = control.hopeless(evaluated, bestF1, validation.size());
            reason.ifPresent(events);
            return reason.isPresent();
        }

        void step() {
            long start = System.nanoTime();
            List<Drawn> batch = batch();
            // Asked within a step, too: a large model's may take many minutes.
            double loss = gradient.of(batch, step, this::stopIfAsked, this::ranOut) / batch.size();
            double rate = schedule.rate(step);
            divergence.check(step + 1, loss, settings.learningRate());
            optimizer.step(rate);
            step++;
            int real = batch.stream()
                    .mapToInt(drawn -> drawn.example().ids().length)
                    .sum();
            double seconds = (System.nanoTime() - start) / 1e9;
            events.accept(new TrainingEvent.Stepped(
                    step, Math.toIntExact((step - 1) / stepsPerEpoch) + 1, loss, rate, real, seconds));
            if (pace.due()) {
                save();
            }
        }

        /** Told, and kept with a state at once: whoever goes on need not find it out again. */
        private void ranOut(TrainingEvent.MemoryRanOut event) {
            if (event.evaluating()) {
                read = OptionalInt.of(classifier.tokensAtOnce());
            } else {
                lessened = Optional.of(gradient.portion());
            }
            events.accept(event);
            save();
        }

        private List<Drawn> batch() {
            if (orderOf != epoch()) {
                orderOf = epoch();
                order = randomness.order(train.size(), orderOf);
            }
            int from = Math.toIntExact(step % stepsPerEpoch) * settings.batchSize();
            int to = Math.min(train.size(), from + settings.batchSize());
            return Arrays.stream(order, from, to)
                    .mapToObj(number -> new Drawn(train.get(number), number))
                    .toList();
        }

        void validateIfDue() {
            if (step % stepsPerEpoch != 0 || evaluated >= epoch()) {
                return;
            }
            long start = System.nanoTime();
            int epoch = epoch();
            Evaluation evaluation = evaluate(
                    validation,
                    done -> {
                        events.accept(new TrainingEvent.Evaluating(epoch, done, validation.size()));
                        stopIfAsked();
                    },
                    this::ranOut);
            double f1 = evaluation.scores().macroF1();
            // Before training nothing has been learned: epoch 0 is shown, but never chosen.
            boolean isBest = epoch > 0 && f1 > bestF1;
            if (isBest) {
                best = classifier.adapter().copy();
                bestEpoch = epoch;
                bestF1 = f1;
            }
            evaluated = epoch;
            events.accept(new TrainingEvent.Evaluated(
                    epoch, evaluation.loss(), evaluation.scores(), isBest, (System.nanoTime() - start) / 1e9));
            save();
        }

        private void stopIfAsked() {
            if (control.stopRequested()) {
                save();
                throw new StoppedException();
            }
        }

        private void save() {
            pace.save(() -> states.save(new TrainingState(
                    step,
                    evaluated,
                    classifier.adapter().copy(),
                    optimizer.moments(),
                    best,
                    bestEpoch,
                    bestF1,
                    lessened,
                    read)));
        }

        Outcome finish() {
            if (settings.select() == Select.BEST) {
                classifier.adapter().restore(best);
                return new Outcome(evaluated, bestEpoch);
            }
            return new Outcome(evaluated, evaluated);
        }
    }
}
