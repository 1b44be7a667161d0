package dev.bunrui.cli;

import dev.bunrui.cli.text.StatusLine;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.experiment.GivenUpNote;
import dev.bunrui.experiment.MemoryNote;
import dev.bunrui.experiment.Pace;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingEvent.Evaluated;
import dev.bunrui.training.TrainingEvent.Evaluating;
import dev.bunrui.training.TrainingEvent.GivenUp;
import dev.bunrui.training.TrainingEvent.MemoryRanOut;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import dev.bunrui.training.TrainingEvent.Started;
import dev.bunrui.training.TrainingEvent.Stepped;
import dev.bunrui.training.TrainingEvent.StoppedEarly;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Shows on standard error how a run comes along: one line that is written over, and one that stays for each epoch. */
final class TrainingProgress implements RunListener, AutoCloseable {
    private static final int BAR = 20;

    private final Session session;
    private final Consumer<Boolean> worthSaving;
    private final LongSupplier nanos;
    private final StatusLine status;
    private Optional<RunFolder> run = Optional.empty();
    private final Pace pace = new Pace();
    private double epochLoss;
    private int epochSteps;

    /**
     * Nothing is shown yet.
     *
     * @param worthSaving hears whether a stop would now lose work
     * @param nanos the time at which the event that is heard happened
     */
    TrainingProgress(Session session, Consumer<Boolean> worthSaving, LongSupplier nanos) {
        this.session = session;
        this.worthSaving = worthSaving;
        this.nanos = nanos;
        this.status = new StatusLine(session.terminal());
    }

    /** The run's folder, once it has one. */
    Optional<RunFolder> run() {
        return run;
    }

    @Override
    public void stage(Stage stage) {
        worthSaving.accept(stage == Stage.TRAINING);
        status.clear();
        if (stage != Stage.TRAINING) {
            status.keep(session.text("stage." + stage.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public void opened(RunFolder folder) {
        run = Optional.of(folder);
    }

    @Override
    public void prepared(DataSet data, RunManifest manifest, int truncated) {
        int articles = manifest.articles().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        status.keep(session.text(
                "train.prepared",
                Figures.count(articles),
                Figures.count(manifest.labels().size()),
                Figures.count(manifest.articles().getOrDefault("train", 0)),
                Figures.count(manifest.articles().getOrDefault("val", 0)),
                Figures.count(manifest.articles().getOrDefault("test", 0)),
                Figures.share((double) truncated / articles),
                Figures.count(manifest.settings().maxLength())));
        status.keep(session.text("train.device", manifest.device(), manifest.numbers()));
    }

    @Override
    public void event(TrainingEvent event) {
        pace.hear(event, nanos.getAsLong() / 1e9);
        if (event instanceof Rehearsed rehearsed) {
            status.keep(new PreflightReport(session).line(rehearsed));
        } else if (event instanceof Started start) {
            if (start.step() > 0) {
                status.keep(session.text("train.resumed", Figures.count(start.step()), Figures.count(start.steps())));
            }
        } else if (event instanceof Stepped step) {
            stepped(step);
        } else if (event instanceof Evaluating evaluating) {
            if (status.due()) {
                status.show(session.text(
                        "train.evaluating",
                        evaluating.epoch(),
                        Figures.count(evaluating.done()),
                        Figures.count(evaluating.examples())));
            }
        } else if (event instanceof Evaluated evaluated) {
            evaluated(evaluated);
        } else if (event instanceof MemoryRanOut ran) {
            status.keep(new MemoryNote(pace.step(), ran).message(Locale.getDefault()));
        } else if (event instanceof StoppedEarly stopped) {
            status.keep(session.text("train.early", stopped.epoch(), stopped.patience()));
        } else if (event instanceof GivenUp given) {
            status.keep(new GivenUpNote(given).message(Locale.getDefault()));
        }
    }

    private void stepped(Stepped step) {
        epochLoss += step.loss();
        epochSteps++;
        if (status.due()) {
            status.show(line(step));
        }
    }

    private String line(Stepped step) {
        String done = Figures.bar(pace.share(), BAR);
        return session.text(
                "train.step",
                step.epoch(),
                '[' + done + "-".repeat(BAR - done.length()) + ']',
                Figures.count(step.step()),
                Figures.count(pace.steps()),
                Figures.loss(pace.loss()),
                Figures.count(Math.round(pace.tokensPerSecond())),
                Figures.duration(pace.secondsLeft()));
    }

    private void evaluated(Evaluated evaluated) {
        String validation = Figures.loss(evaluated.loss());
        String accuracy = Figures.percent(evaluated.scores().accuracy());
        String f1 = Figures.percent(evaluated.scores().macroF1());
        if (evaluated.epoch() == 0) {
            status.keep(session.text("train.before", validation, accuracy, f1));
        } else {
            String loss = epochSteps == 0 ? "–" : Figures.loss(epochLoss / epochSteps);
            String best = evaluated.best() ? session.text("train.best") : "";
            status.keep(session.text("train.epoch", evaluated.epoch(), loss, validation, accuracy, f1, best)
                    .stripTrailing());
        }
        epochLoss = 0;
        epochSteps = 0;
    }

    /** Takes away the line that is written over. */
    void clear() {
        status.clear();
    }

    @Override
    public void close() {
        clear();
    }
}
