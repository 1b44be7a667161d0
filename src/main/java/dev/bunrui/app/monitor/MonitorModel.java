package dev.bunrui.app.monitor;

import dev.bunrui.app.chart.Curves;
import dev.bunrui.app.score.ClassTable;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.MemoryNote;
import dev.bunrui.experiment.Pace;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.score.ClassScores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Follows one run by its folder, whichever process works on it. */
final class MonitorModel {
    private static final Duration PAUSE = Duration.ofMillis(450);

    private final AppContext context;
    private final Curves curves;
    private final ObjectProperty<@Nullable Seen> seen = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable RunFolder> run = new SimpleObjectProperty<>();
    private final Trouble trouble;
    private @Nullable Future<?> poll;
    private Pace pace = new Pace();
    private double heard;
    private OptionalLong memory = OptionalLong.empty();
    private Optional<Reading> reading = Optional.empty();
    private Optional<MemoryNote> lack = Optional.empty();
    private Optional<TrainingEvent.Evaluated> best = Optional.empty();
    private Optional<TrainingEvent.Evaluated> last = Optional.empty();

    MonitorModel(AppContext context, Curves curves) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.curves = curves;
    }

    /** What is known of the run; null before anything is. */
    ReadOnlyObjectProperty<@Nullable Seen> seen() {
        return seen;
    }

    /** The run that is followed; null before one was chosen. */
    ReadOnlyObjectProperty<@Nullable RunFolder> run() {
        return run;
    }

    /** The sentence for what could not be read or done; empty if all could. */
    ReadOnlyStringProperty trouble() {
        return trouble.sentence();
    }

    /** Something that was asked for beside the run could not be done. */
    void tell(Throwable problem) {
        trouble.tell(problem);
    }

    /** Follows a run from its beginning. */
    void follow(RunFolder folder) {
        end();
        seen.set(null);
        trouble.forget();
        run.set(folder);
        begin();
    }

    /** Goes on following, with everything read anew. */
    void begin() {
        RunFolder folder = run.get();
        if (folder == null) {
            return;
        }
        end();
        forget();
        poll = context.work()
                .repeatedly(
                        PAUSE,
                        new RunReader(context.service(), context.machine(), folder),
                        this::hear,
                        trouble::unreadable);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
            poll = null;
        }
    }

    private void forget() {
        pace = new Pace();
        memory = OptionalLong.empty();
        reading = Optional.empty();
        lack = Optional.empty();
        best = Optional.empty();
        last = Optional.empty();
        curves.clear();
    }

    private void hear(RunReader.News news) {
        if (!news.run().equals(run.get()) || poll == null) {
            return; // read for a run that is no longer looked at
        }
        news.problem().ifPresentOrElse(trouble::unreadable, trouble::readAgain);
        if (news.events().anew()) {
            forget();
        }
        hear(news.events().events());
        for (Reading read : news.events().readings()) {
            reading = Optional.of(read);
            curves.reading(read);
        }
        curves.draw();
        seen.set(new Seen(
                news.run(),
                news.state(),
                news.place(),
                news.stopping(),
                news.stage(),
                progress(news),
                memory,
                reading,
                news.peak(),
                lack,
                best,
                classes(news),
                news.ended()));
    }

    private void hear(List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            heard = logged.time().toEpochMilli() / 1e3;
            pace.hear(logged.event(), heard);
            if (logged.event() instanceof TrainingEvent.Started started) {
                curves.started(started);
            } else if (logged.event() instanceof TrainingEvent.Stepped step) {
                curves.step(step, pace.loss());
                memory = logged.memory();
                memory.ifPresent(bytes -> curves.memory(step.step(), bytes));
            } else if (logged.event() instanceof TrainingEvent.MemoryRanOut ran) {
                lack = Optional.of(new MemoryNote(pace.step(), ran));
            } else if (logged.event() instanceof TrainingEvent.Evaluated evaluated) {
                last = Optional.of(evaluated);
                best = evaluated.best() ? last : best;
                curves.evaluation(evaluated, pace.step());
            }
        }
    }

    private Seen.Progress progress(RunReader.News news) {
        boolean running = news.state() == RunSummary.State.RUNNING && pace.steps() > 0;
        // A step may take a minute: the time goes on meanwhile.
        double since = running ? Math.max(0, System.currentTimeMillis() / 1e3 - heard) : 0;
        return new Seen.Progress(
                pace.step(),
                pace.steps(),
                pace.epoch(),
                pace.epochs(),
                pace.share(),
                pace.tokensPerSecond(),
                pace.elapsed() + since,
                running ? Math.max(0, pace.secondsLeft() - since) : Double.NaN,
                running && pace.validationDue());
    }

    private Optional<Seen.Classes> classes(RunReader.News news) {
        Optional<RunResult> result = news.ended().flatMap(RunSummary::result);
        if (result.isPresent()) {
            RunResult known = result.get();
            return Optional.of(new Seen.Classes(
                    true,
                    known.keptEpoch(),
                    rows(known.labels(), known.test().scores().perClass())));
        }
        return last.filter(evaluated -> !evaluated.scores().perClass().isEmpty())
                .map(evaluated -> new Seen.Classes(
                        false,
                        evaluated.epoch(),
                        rows(news.labels(), evaluated.scores().perClass())));
    }

    /** A class whose name is not known goes by its number. */
    private static List<ClassTable.Row> rows(List<String> labels, List<ClassScores> scores) {
        List<ClassTable.Row> rows = new ArrayList<>();
        for (int c = 0; c < scores.size(); c++) {
            rows.add(new ClassTable.Row(c < labels.size() ? labels.get(c) : "#" + (c + 1), scores.get(c)));
        }
        return rows;
    }

    /** Stops the run, its state saved, or takes it out of the queue. */
    void stop() {
        ask(context.service()::stop);
    }

    /** Lets the run be the next. */
    void sooner() {
        ask(folder -> context.service().move(folder, 0));
    }

    /** Goes on with the run. */
    void resume() {
        ask(context.service()::goOn);
    }

    private void ask(Consumer<RunFolder> request) {
        RunFolder folder = run.get();
        if (folder == null) {
            return;
        }
        trouble.forget();
        context.work()
                .once(
                        () -> {
                            request.accept(folder);
                            return folder;
                        },
                        done -> {},
                        trouble::tell);
    }
}
