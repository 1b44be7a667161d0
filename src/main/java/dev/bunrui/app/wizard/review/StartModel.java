package dev.bunrui.app.wizard.review;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.DataStamp;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.message.RequestException;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** Asks for the run: once, however often it is clicked. */
final class StartModel {
    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final BooleanProperty starting = new SimpleBooleanProperty();
    private final Trouble trouble;

    StartModel(AppContext context, Draft draft, DataModel data) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.draft = draft;
        this.data = data;
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
        starting.set(true);
        String name = draft.name().get().strip();
        context.work()
                .once(
                        () -> ask(loaded, settings, name),
                        run -> {
                            starting.set(false);
                            if (run.isPresent()) {
                                draft.name().set("");
                                then.accept(run.get());
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
    private Optional<RunFolder> ask(LoadedData loaded, RunSettings settings, String name) {
        Splitter.split(loaded.data().parts(), settings.split());
        return DataStamp.of(loaded.path()).equals(loaded.stamp())
                ? Optional.of(context.service().start(context.folders().runs(), name, settings))
                : Optional.empty();
    }
}
