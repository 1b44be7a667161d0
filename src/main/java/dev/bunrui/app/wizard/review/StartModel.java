package dev.bunrui.app.wizard.review;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.DataStamp;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** Asks for the run: once, however often it is clicked. */
final class StartModel {
    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final SweepDraft sweep;
    private final GridModel grid;
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private final Trouble trouble;

    StartModel(AppContext context, Draft draft, DataModel data, SweepDraft sweep, GridModel grid) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.draft = draft;
        this.data = data;
        this.sweep = sweep;
        this.grid = grid;
    }

    ReadOnlyBooleanProperty starting() {
        return starting;
    }

    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Nothing was asked for yet. */
    void forget() {
        trouble.forget();
    }

    void start(Consumer<RunFolder> then) {
        LoadedData loaded = data.loaded().get();
        if (starting.get() || loaded == null) {
            return;
        }
        trouble.forget();
        RunSettings settings;
        try {
            settings = draft.settings(loaded.path());
        } catch (RequestException wrong) {
            trouble.tell(wrong);
            return;
        }
        String name = draft.name().get().strip();
        ask(() -> start(loaded, settings, name), then);
    }

    /** Asks for the runs of the sweep, once it is worked out; {@code before} makes room for it, on the thread that makes it. */
    void startSweep(Runnable before, Consumer<SweepFolder> then) {
        GridModel.WorkedOut worked = grid.found().get();
        if (starting.get() || worked == null) {
            return;
        }
        trouble.forget();
        String name = draft.name().get().strip();
        SweepFolder extended = sweep.extended().get();
        ask(
                () -> {
                    before.run();
                    return start(worked, name, extended);
                },
                then);
    }

    private <T> void ask(Callable<Optional<T>> question, Consumer<T> then) {
        starting.set(true);
        context.work()
                .once(
                        question,
                        begun -> {
                            starting.set(false);
                            if (begun.isPresent()) {
                                draft.name().set("");
                                then.accept(begun.get());
                            } else {
                                data.lookAgain(); // which tells that the articles are others now
                            }
                        },
                        problem -> {
                            starting.set(false);
                            trouble.tell(problem);
                        });
    }

    /** Nothing, if the articles are not those that were shown. */
    private Optional<RunFolder> start(LoadedData loaded, RunSettings settings, String name) {
        Splitter.split(loaded.data().parts(), settings.split());
        return DataStamp.of(loaded.path()).equals(loaded.stamp())
                ? Optional.of(context.service().start(context.folders().runs(), name, settings))
                : Optional.empty();
    }

    /** As for a run. */
    private Optional<SweepFolder> start(GridModel.WorkedOut worked, String name, @Nullable SweepFolder extended) {
        if (!DataStamp.of(worked.plan().data()).equals(worked.stamp())) {
            return Optional.empty();
        }
        if (extended != null) {
            List<String> added = extended.add(worked.grid().runs());
            context.service().goOn(added.stream().map(extended::run).toList());
            return Optional.of(extended);
        }
        SweepFolder begun = SweepFolder.create(context.folders().runs(), name, worked.plan(), worked.grid());
        context.service().goOn(begun.runs());
        return Optional.of(begun);
    }
}
