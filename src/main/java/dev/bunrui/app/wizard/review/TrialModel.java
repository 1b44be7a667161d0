package dev.bunrui.app.wizard.review;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunListener.Stage;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.Rehearsal;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Tries the draft's run out before it is asked for; what was found is good until the draft or the articles are others. */
final class TrialModel {
    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final Trouble trouble;
    private final ObjectProperty<@Nullable Stage> stage = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Rehearsed> found = new SimpleObjectProperty<>();
    private AtomicBoolean wanted = new AtomicBoolean();

    TrialModel(AppContext context, Draft draft, DataModel data) {
        this.context = context;
        this.draft = draft;
        this.data = data;
        this.trouble = new Trouble(context.texts());
        draft.changes().addListener(change -> forget());
        data.loaded().addListener(change -> forget());
    }

    /** What is done now; null while nothing is tried. */
    ReadOnlyObjectProperty<@Nullable Stage> stage() {
        return stage;
    }

    /** What came of it; null if nothing did. */
    ReadOnlyObjectProperty<@Nullable Rehearsed> found() {
        return found;
    }

    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Begins, unless it is at work. */
    void start() {
        LoadedData loaded = data.loaded().get();
        if (stage.get() != null || loaded == null) {
            return;
        }
        forget();
        RunSettings settings;
        try {
            settings = draft.settings(loaded.path());
        } catch (RequestException wrong) {
            trouble.tell(wrong);
            return;
        }
        AtomicBoolean mine = new AtomicBoolean(true);
        wanted = mine;
        stage.set(Stage.READING);
        context.work()
                .once(
                        () -> Rehearsal.of(
                                context.folders(),
                                settings,
                                next -> Platform.runLater(() -> enter(mine, next)),
                                () -> goOn(mine)),
                        result -> end(mine, () -> found.set(result)),
                        problem -> end(mine, () -> trouble.tell(problem)));
    }

    private static void goOn(AtomicBoolean mine) {
        if (!mine.get()) {
            throw new CancellationException();
        }
    }

    private void enter(AtomicBoolean mine, Stage next) {
        if (mine.get()) {
            stage.set(next);
        }
    }

    private void end(AtomicBoolean mine, Runnable then) {
        if (mine.getAndSet(false)) {
            stage.set(null);
            then.run();
        }
    }

    /** Ends what is tried, and forgets what was found. */
    void forget() {
        wanted.set(false);
        stage.set(null);
        found.set(null);
        trouble.forget();
    }
}
