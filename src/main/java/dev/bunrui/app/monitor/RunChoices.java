package dev.bunrui.app.monitor;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.service.ListedRun;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The runs that can be watched: those that are worked on or wait first, then the latest. */
final class RunChoices {
    private static final int MOST = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A run, and where it stands. */
    record Choice(RunFolder run, RunSummary.State state) {}

    private final AppContext context;
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final BooleanProperty looked = new SimpleBooleanProperty();
    private final Consumer<Throwable> failed;
    private @Nullable Future<?> poll;

    /** {@code failed} hears why the runs cannot be listed. */
    RunChoices(AppContext context, Consumer<Throwable> failed) {
        this.context = context;
        this.failed = failed;
    }

    ObservableList<Choice> choices() {
        return choices;
    }

    /** Whether it is known by now which runs there are. */
    ReadOnlyBooleanProperty looked() {
        return looked;
    }

    /** The run to show where none was chosen: the one that is worked on, else the latest. */
    static Optional<RunFolder> first(List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.state().held())
                .findFirst()
                .or(() -> choices.stream().findFirst())
                .map(Choice::run);
    }

    /** Keeps the list up to date; {@code first} hears each time which run is to be shown where none was chosen. */
    void begin(Consumer<RunFolder> first) {
        end();
        poll = context.work()
                .repeatedly(
                        PAUSE,
                        this::read,
                        latest -> {
                            looked.set(true);
                            List<Choice> sorted = sorted(latest);
                            if (!sorted.equals(choices)) {
                                choices.setAll(sorted);
                            }
                            first(latest).ifPresent(first);
                        },
                        failed);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
            poll = null;
        }
    }

    private List<Choice> read() {
        return context.runs().recent(PAUSE).stream().map(RunChoices::choice).toList();
    }

    private static Choice choice(ListedRun run) {
        return new Choice(
                run.folder(), run instanceof ListedRun.Known known ? known.state() : RunSummary.State.of(run.folder()));
    }

    private static List<Choice> sorted(List<Choice> latest) {
        return latest.stream()
                .sorted(Comparator.comparingInt(choice -> rank(choice.state())))
                .limit(MOST)
                .toList();
    }

    private static int rank(RunSummary.State state) {
        return switch (state) {
            case RUNNING, SILENT -> 0;
            case WAITING -> 1;
            case STOPPED, FAILED, FINISHED -> 2;
        };
    }
}
