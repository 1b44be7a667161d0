package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.baseline.Watch;
import dev.bunrui.classify.Task;
import dev.bunrui.corpus.Article;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.NewlineToken;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.OutOfMemoryException;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Torch;
import dev.bunrui.training.Control;
import dev.bunrui.training.Evaluation;
import dev.bunrui.training.Example;
import dev.bunrui.training.StateFile;
import dev.bunrui.training.Trainer;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run from its settings to its metrics, or from where it stopped. */
public final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final String JOURNAL = "events";

    private final Loaded loaded;
    private final boolean alone;
    private final String version;
    private final RunListener listener;
    private final Control control;

    /** A run by itself: what it loads goes with it. {@code version} is the program's own, for the manifest. */
    public TrainingRun(ModelLocator models, String version, RunListener listener, Control control) {
        this(new Loaded(models), true, version, listener, control);
    }

    /** One run of several: what it loads is kept for the next. */
    public TrainingRun(Loaded loaded, String version, RunListener listener, Control control) {
        this(loaded, false, version, listener, control);
    }

    private TrainingRun(Loaded loaded, boolean alone, String version, RunListener listener, Control control) {
        this.loaded = loaded;
        this.alone = alone;
        this.version = version;
        this.listener = listener;
        this.control = control;
    }

    /**
     * Starts a new run. Nothing is left behind if the request is wrong.
     *
     * @param name the folder's name; empty: made of the time and the model
     * @throws RequestException if the request cannot be worked with
     * @throws dev.bunrui.training.StoppedException when asked to stop
     */
    public RunResult start(Path runs, String name, RunSettings settings) {
        try (Begun begun = begun(settings)) {
            RunFolder folder = RunFolder.create(runs, name, settings.modelName());
            begun.manifest().write(folder.manifest());
            return folder.whileHeld(() -> noting(folder, heart -> run(folder, begun, heart, Prospects.UNKNOWN)));
        }
    }

    /**
     * Does the work of a run that takes most, for trial, and gives what it took. No run is made.
     *
     * @throws RequestException if the request cannot be worked with
     * @throws FailureException if the memory does not hold a single article
     * @throws dev.bunrui.training.StoppedException when asked to stop
     */
    public TrainingEvent.Rehearsed rehearse(RunSettings settings) {
        try (Begun begun = begun(settings);
                LoraClassifier classifier = new LoraClassifier(begun.backbone(), initial(begun))) {
            listener.stage(RunListener.Stage.TRAINING);
            return trainer(classifier, begun.manifest().settings(), begun.prepared())
                    .rehearse(listener::event, control);
        } catch (OutOfMemoryException full) {
            throw tooLarge(full);
        }
    }

    private static AdapterWeights initial(Begun begun) {
        RunSettings settings = begun.manifest().settings();
        return Adapter.initial(
                begun.backbone(),
                settings.lora(),
                begun.prepared().labels().size(),
                settings.training().seed());
    }

    private Begun begun(RunSettings settings) {
        try {
            return begin(settings, listener::stage);
        } catch (OutOfMemoryException full) {
            throw tooLarge(full);
        }
    }

    /**
     * Carries out a run that was asked for ({@link RunRequest}), or goes on with one that was begun, with the settings
     * that it was started with; gives a finished run's result again. What goes wrong is noted in the run's folder.
     *
     * @throws RequestException if the request cannot be worked with, or the articles or the model have changed since
     * @throws dev.bunrui.training.StoppedException when asked to stop
     */
    public RunResult resume(RunFolder folder) {
        return resume(folder, Prospects.UNKNOWN);
    }

    /** As {@link #resume(RunFolder)}; the run ends early, and is tested, if others leave it no hope. */
    public RunResult resume(RunFolder folder, Prospects prospects) {
        return folder.whileHeld(() -> noting(folder, heart -> {
            try (Begun begun = folder.begun()
                    ? beginAgain(folder)
                    : begin(RunRequest.read(folder.request()).settings(), stage -> enter(folder, stage))) {
                if (!folder.begun()) {
                    begun.manifest().write(folder.manifest());
                }
                return run(folder, begun, heart, prospects);
            }
        }));
    }

    private static RunResult noting(RunFolder folder, Function<Heartbeat, RunResult> work) {
        folder.forgetFailure();
        folder.forgetStage();
        try (Heartbeat heart = Heartbeat.of(folder)) {
            return work.apply(heart);
        } catch (OutOfMemoryException full) {
            throw noted(folder, tooLarge(full));
        } catch (SentenceException failure) {
            throw noted(folder, failure);
        }
    }

    private static SentenceException noted(RunFolder folder, SentenceException failure) {
        try {
            RunFailure.of(failure).write(folder);
        } catch (RequestException noRoomForIt) {
            failure.addSuppressed(noRoomForIt);
        }
        return failure;
    }

    /** There was no room for what is needed whatever is computed at once. */
    private static FailureException tooLarge(OutOfMemoryException full) {
        FailureException failure = new FailureException(TrainingRun.class, "run.too-large", full);
        failure.initCause(full);
        return failure;
    }

    /** A stage begins; told in the folder too, since whoever watches is another process. */
    private void enter(RunFolder folder, RunListener.Stage stage) {
        folder.note(stage);
        listener.stage(stage);
    }

    /** Articles read, model loaded. */
    private record Begun(RunManifest manifest, Prepared prepared, ModelFolder model, Backbone backbone, Runnable end)
            implements AutoCloseable {
        @Override
        public void close() {
            backbone.close();
            end.run();
        }
    }

    private void end() {
        if (alone) {
            loaded.close();
        }
    }

    private Begun begin(RunSettings asked, Consumer<RunListener.Stage> stages) {
        ModelFolder model = loaded.model(asked.model());
        RunSettings settings = asked.of(model.config());
        ComputeDevice device = loaded.device(settings.device());
        Precision precision = Precision.of(settings.precision(), device);
        stages.accept(RunListener.Stage.READING);
        Prepared prepared = loaded.prepared(settings, model);
        stages.accept(RunListener.Stage.LOADING);
        Backbone backbone = loaded.backbone(
                model, device, precision, settings.weights(), settings.lora().deltas());
        try {
            settings.lora().checkTargets(backbone.projections());
            RunManifest manifest = new RunManifest(
                    Instant.now(),
                    settings,
                    device.toString(),
                    precision.option(),
                    prepared.template().text(),
                    prepared.labels(),
                    Map.of(
                            "train", prepared.train().size(),
                            "val", prepared.validation().size(),
                            "test", prepared.test().size()),
                    prepared.split().hash(),
                    prepared.split().testHash(),
                    loaded.hashes(model),
                    Map.of("bunrui", version, "java", Runtime.version().toString(), "pytorch", Torch.version()));
            return new Begun(manifest, prepared, model, backbone, this::end);
        } catch (RuntimeException refused) {
            backbone.close();
            end();
            throw refused;
        }
    }

    private Begun beginAgain(RunFolder folder) {
        RunManifest manifest = RunManifest.read(folder.manifest());
        RunSettings settings = manifest.settings();
        ModelFolder model = loaded.model(settings.model());
        if (!loaded.hashes(model).equals(manifest.modelFiles())) {
            throw new RequestException(TrainingRun.class, "resume.model", folder.path(), model.path());
        }
        ComputeDevice device = ComputeDevice.of(manifest.device());
        Precision precision = Precision.of(manifest.precision(), device);
        enter(folder, RunListener.Stage.READING);
        Prepared prepared = loaded.prepared(settings, model);
        if (!prepared.split().hash().equals(manifest.splitHash())) {
            throw new RequestException(TrainingRun.class, "resume.data", folder.path(), settings.data());
        }
        enter(folder, RunListener.Stage.LOADING);
        return new Begun(
                manifest,
                prepared,
                model,
                loaded.backbone(
                        model,
                        device,
                        precision,
                        settings.weights(),
                        settings.lora().deltas()),
                this::end);
    }

    private RunResult run(RunFolder folder, Begun begun, Heartbeat heart, Prospects prospects) {
        RunManifest manifest = begun.manifest();
        Prepared prepared = begun.prepared();
        listener.opened(folder);
        listener.prepared(prepared.data(), manifest, prepared.truncated());
        LOG.info("run {} on {} in {}", folder.path(), manifest.device(), manifest.numbers());
        AdapterWeights initial = initial(begun);
        Optional<StateFile.Content> saved =
                Files.exists(folder.state()) ? Optional.of(StateFile.read(folder.state())) : Optional.empty();
        long journal = saved.map(content -> Long.parseLong(content.notes().getOrDefault(JOURNAL, "0")))
                .orElse(0L);
        try (LoraClassifier classifier = new LoraClassifier(begun.backbone(), initial);
                EventLog log = EventLog.open(folder.events(), journal)) {
            baselines(folder, begun, heart).ofTexts();
            RunResult result = train(
                    folder,
                    manifest,
                    prepared,
                    begun.model(),
                    classifier,
                    saved.map(StateFile.Content::state),
                    log,
                    heart,
                    prospects);
            if (!alone) {
                // Of whoever waits for this one run, none waits for a pass over all articles.
                classifier.adapter().restore(initial);
                baselines(folder, begun, heart).ofBackbone(classifier);
            }
            return result;
        }
    }

    private Baselines baselines(RunFolder folder, Begun begun, Heartbeat heart) {
        Watch watch = new Watch(() -> control.stopRequested() || folder.askedToStop(), share -> heart.beat());
        return new Baselines(folder.runs(), begun.manifest(), begun.prepared(), watch, () -> {
            enter(folder, RunListener.Stage.BASELINES);
            heart.stage(RunListener.Stage.BASELINES);
        });
    }

    private RunResult train(
            RunFolder folder,
            RunManifest manifest,
            Prepared prepared,
            ModelFolder model,
            LoraClassifier classifier,
            Optional<TrainingState> saved,
            EventLog log,
            Heartbeat heart,
            Prospects prospects) {
        RunSettings settings = manifest.settings();
        Trainer trainer = trainer(classifier, settings, prepared);
        Trainer.States states = new Trainer.States() {
            @Override
            public Optional<TrainingState> last() {
                return saved;
            }

            @Override
            public void save(TrainingState state) {
                Map<String, String> notes = Map.of(JOURNAL, Long.toString(log.secured()));
                StateFile.write(folder.state(), new StateFile.Content(state, notes));
            }
        };
        enter(folder, RunListener.Stage.TRAINING);
        heart.stage(RunListener.Stage.TRAINING);
        Consumer<TrainingEvent> events = event -> {
            EventJson.of(event).ifPresent(log::append);
            listener.event(event);
        };
        Trainer.Outcome outcome;
        try (Watching watching =
                Watching.of(manifest.device(), ArticleFlops.perToken(model.config(), prepared.train()))) {
            Control watched = new Control() {
                @Override
                public boolean stopRequested() {
                    heart.beat(); // asked at every micro-batch
                    watching.news().map(EventJson::of).ifPresent(log::append);
                    return control.stopRequested() || folder.askedToStop();
                }

                @Override
                public Optional<TrainingEvent.GivenUp> hopeless(int epoch, double bestF1, int examples) {
                    return prospects.judge(folder, epoch, bestF1, examples);
                }
            };
            if (saved.isEmpty()) {
                trainer.rehearse(events, watched);
            }
            outcome = trainer.run(states, events.andThen(watching::hear), watched);
        }
        enter(folder, RunListener.Stage.TESTING);
        heart.stage(RunListener.Stage.TESTING);
        Function<List<Example>, Evaluation> judging =
                examples -> trainer.evaluate(examples, done -> heart.beat(), events::accept);
        Metrics validation =
                judge(folder, "val", prepared.split().validation(), prepared.validation(), manifest, judging);
        Metrics test = judge(folder, "test", prepared.split().test(), prepared.test(), manifest, judging);
        keep(folder, manifest, prepared, model, classifier);
        RunResult result =
                new RunResult(folder, prepared.labels(), outcome.keptEpoch(), outcome.epochs(), validation, test);
        ObjectNode tested = result.json();
        tested.put("event", "test").remove("run");
        log.append(tested);
        log.secured();
        AtomicFile.write(folder.metrics(), result.metricsJson().toPrettyString() + "\n");
        return result;
    }

    private static Trainer trainer(LoraClassifier classifier, RunSettings settings, Prepared prepared) {
        return new Trainer(classifier, settings.training(), settings.lora(), prepared.train(), prepared.validation());
    }

    private static Metrics judge(
            RunFolder folder,
            String part,
            List<Article> articles,
            List<Example> examples,
            RunManifest manifest,
            Function<List<Example>, Evaluation> judging) {
        Evaluation evaluation = judging.apply(examples);
        Predictions.write(folder.predictions(part), articles, evaluation.logits());
        SaidLabels.read(folder.predictions(part), manifest.labels()); // so that they are kept
        return Metrics.of(
                evaluation.logits(), Example.labels(examples), manifest.labels().size());
    }

    private static void keep(
            RunFolder folder, RunManifest manifest, Prepared prepared, ModelFolder model, LoraClassifier classifier) {
        RunSettings settings = manifest.settings();
        boolean fanInFanOut = Projection.of(model.config()).stream().anyMatch(Projection::transposed);
        new PeftFolder(
                        settings.lora(),
                        settings.model(),
                        fanInFanOut,
                        classifier.adapter().copy())
                .write(folder.adapter());
        new Task(
                        prepared.labels(),
                        prepared.template(),
                        settings.maxLength(),
                        settings.truncation(),
                        NewlineToken.of(model),
                        settings.weights())
                .write(folder.adapter());
        for (Path file : model.tokenizerFiles()) {
            AtomicFile.write(folder.adapter().resolve(file.getFileName()), out -> Files.copy(file, out));
        }
    }
}
