package dev.bunrui.app.monitor;

import dev.bunrui.app.chart.Curves;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.Pace;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.training.TrainingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Follows one run by its folder, whichever process works on it. */
final class MonitorModel {
    private static final Duration PAUSE = Duration.ofMillis(400);

    /** What is shown beside the curves. */
    record Seen(
            RunFolder run,
            RunSummary.State state,
            long step,
            long steps,
            double share,
            double tokensPerSecond,
            double secondsLeft,
            Optional<TrainingEvent.Evaluated> best,
            Optional<RunSummary> ended) {}

    private final AppContext context;
    private final Curves curves;
    private final ObjectProperty<@Nullable Seen> seen = new SimpleObjectProperty<>();
    private final Trouble trouble = new Trouble();
    private final BooleanProperty following = new SimpleBooleanProperty();
    private @Nullable RunFolder run;
    private @Nullable Future<?> poll;
    private Pace pace = new Pace();
    private Optional<TrainingEvent.Evaluated> best = Optional.empty();

    MonitorModel(AppContext context, Curves curves) {
        this.context = context;
        this.curves = curves;
    }

    ReadOnlyObjectProperty<@Nullable Seen> seen() {
        return seen;
    }

    /** Whether a run was chosen. */
    ReadOnlyBooleanProperty following() {
        return following;
    }

    /** The sentence for what could not be read or done; empty if all could. */
    ReadOnlyStringProperty trouble() {
        return trouble.sentence();
    }

    /** The run that is followed; null before one was chosen. */
    @Nullable
    RunFolder run() {
        return run;
    }

    /** Follows a run from its beginning. */
    void follow(RunFolder folder) {
        end();
        seen.set(null);
        following.set(true);
        trouble.forget();
        run = folder;
        begin();
    }

    /** Goes on following, with everything read anew. */
    void begin() {
        RunFolder folder = run;
        if (folder == null) {
            return;
        }
        forget();
        poll = context.work()
                .repeatedly(PAUSE, new RunReader(context.service(), folder), this::hear, trouble::unreadable);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
            poll = null;
        }
    }

    private void forget() {
        pace = new Pace();
        best = Optional.empty();
        curves.clear();
    }

    private void hear(RunReader.News news) {
        if (!news.run().equals(run) || poll == null) {
            return; // read for a run that is no longer looked at
        }
        trouble.readAgain();
        if (news.events().anew()) {
            forget();
        }
        hear(news.events().events());
        curves.draw();
        seen.set(new Seen(
                news.run(),
                news.state(),
                pace.step(),
                pace.steps(),
                pace.share(),
                pace.tokensPerSecond(),
                pace.secondsLeft(),
                best,
                news.ended()));
    }

    private void hear(List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            curves.hear(logged, pace);
            if (logged.event() instanceof TrainingEvent.Evaluated evaluated && evaluated.best()) {
                best = Optional.of(evaluated);
            }
        }
    }

    /** Stops the run, its state saved. */
    void stop() {
        ask(context.service()::stop);
    }

    /** Goes on with the run. */
    void resume() {
        ask(context.service()::goOn);
    }

    private void ask(Consumer<RunFolder> request) {
        RunFolder folder = run;
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
