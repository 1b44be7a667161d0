package dev.bunrui.app.home;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.experiment.Quickstart;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the first page knows. */
final class HomeModel {
    private static final int RECENT = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A run in the list. */
    record Recent(RunSummary summary, RunSummary.State state) {}

    private final AppContext context;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private final Trouble trouble = new Trouble();

    /** Finished runs do not change, and their logs are long. */
    private final Map<RunFolder, RunSummary> finished = new ConcurrentHashMap<>();

    private @Nullable Future<?> poll;

    HomeModel(AppContext context) {
        this.context = context;
    }

    ObservableList<Recent> recent() {
        return recent;
    }

    /** A quick start is being asked for: a second click must not ask for another. */
    ReadOnlyBooleanProperty starting() {
        return starting;
    }

    /** The sentence for what went wrong last; empty if nothing did. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    void begin() {
        poll = context.work().repeatedly(PAUSE, this::read, this::show, trouble::unreadable);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    private List<Recent> read() {
        List<Recent> read = new ArrayList<>();
        for (RunFolder run : RunSummary.list(context.folders().runs())) {
            if (read.size() == RECENT) {
                break;
            }
            try {
                RunSummary.State state = context.service().state(run);
                RunSummary summary = finished.get(run);
                if (summary == null) {
                    summary = RunSummary.of(run);
                    if (summary.state() == RunSummary.State.FINISHED) {
                        finished.put(run, summary);
                    }
                }
                read.add(new Recent(summary, state));
            } catch (RequestException garbled) {
                // One damaged run must not hide the others; "bunrui runs list" names it.
            }
        }
        return read;
    }

    private void show(List<Recent> read) {
        trouble.readAgain();
        if (!read.equals(recent)) {
            recent.setAll(read);
        }
    }

    /** Asks for the first run of a new user. */
    void quickstart(Consumer<RunFolder> then) {
        if (starting.get()) {
            return;
        }
        starting.set(true);
        trouble.forget();
        context.work()
                .once(
                        this::ask,
                        run -> {
                            starting.set(false);
                            then.accept(run);
                        },
                        problem -> {
                            starting.set(false);
                            trouble.tell(problem);
                        });
    }

    private RunFolder ask() {
        DataLocator data = new DataLocator(
                context.folders().sampleData(), context.folders().data());
        RunSettings settings = Quickstart.settings(data.locate(DataLocator.SAMPLE));
        return context.service().start(context.folders().runs(), "", settings);
    }
}
