package dev.bunrui.app.home;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.experiment.Quickstart;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.service.ListedRun;
import java.time.Duration;
import java.util.List;
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

    /** The last runs are among the first that are read; of thousands the others are not waited for at the start. */
    private static final Duration AT_FIRST = Duration.ofMillis(150);

    private final AppContext context;
    private final ObservableList<ListedRun> recent = FXCollections.observableArrayList();
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private final Trouble trouble;

    private volatile Duration patience = AT_FIRST;
    private @Nullable Future<?> poll;

    HomeModel(AppContext context) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
    }

    ObservableList<ListedRun> recent() {
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

    private List<ListedRun> read() {
        List<ListedRun> all = context.runs().recent(patience);
        patience = PAUSE;
        return all.subList(0, Math.min(RECENT, all.size()));
    }

    private void show(List<ListedRun> read) {
        trouble.readAgain();
        if (read.size() != recent.size()) {
            recent.setAll(read);
            return;
        }
        for (int place = 0; place < read.size(); place++) {
            if (!read.get(place).equals(recent.get(place))) {
                recent.set(place, read.get(place)); // the other rows, and the chosen one, stay
            }
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
