package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.SimilarArticle;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Looks for training articles much like the one that is classified, as long as that is wanted. */
final class SimilarModel {
    private static final int COUNT = 5;

    /** How the search goes. */
    sealed interface State {
        /** There is nothing to look for. */
        record Nothing() implements State {}

        /** It is looked for; {@code all} is 0 unless the training articles have to be read first. */
        record Looking(int done, int all) implements State {}

        /** It was stopped on the way. */
        record Stopped() implements State {}

        /** It is over. */
        record Found() implements State {}
    }

    private final ClassifierModel model;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ObservableList<SimilarArticle> articles = FXCollections.observableArrayList();
    private final ObjectProperty<State> state = new SimpleObjectProperty<>(new State.Nothing());
    private final Trouble trouble;
    private boolean stopped;
    private @Nullable CompletableFuture<List<SimilarArticle>> asked;

    SimilarModel(AppContext context, ClassifierModel model) {
        this.model = model;
        this.trouble = new Trouble(context.texts());
        model.run().addListener(change -> {
            stopped = false;
            articles.clear();
        });
        model.result().addListener(change -> ask());
        wanted.addListener(change -> ask());
    }

    /** Whether anyone looks at what is found; what is not wanted is not looked for. */
    BooleanProperty wanted() {
        return wanted;
    }

    /** The nearest first. While the next ones are looked for these are the ones before. */
    ObservableList<SimilarArticle> articles() {
        return articles;
    }

    ReadOnlyObjectProperty<State> state() {
        return state;
    }

    /** Why there are none; empty if nothing is wrong. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Stops the search, and looks for nothing until {@link #goOn}. */
    void stop() {
        stopped = true;
        ask();
    }

    void goOn() {
        stopped = false;
        ask();
    }

    private void ask() {
        if (asked != null) {
            asked.cancel(false);
            asked = null;
        }
        trouble.forget();
        ClassifierModel.Result result = model.result().get();
        if (result == null || !wanted.get()) {
            articles.clear();
            state.set(new State.Nothing());
            return;
        }
        if (stopped) {
            articles.clear();
            state.set(new State.Stopped());
            return;
        }
        state.set(new State.Looking(0, 0));
        CompletableFuture<List<SimilarArticle>> question = model.similar(
                result.answer().article(), COUNT, (done, all) -> Platform.runLater(() -> progress(done, all)));
        asked = question;
        CompletableFuture<List<SimilarArticle>> unused =
                question.whenComplete((found, problem) -> Platform.runLater(() -> {
                    if (question == asked) {
                        hear(found, problem);
                    }
                }));
    }

    private void progress(int done, int all) {
        if (asked != null) {
            state.set(new State.Looking(done, all));
        }
    }

    private void hear(@Nullable List<SimilarArticle> found, @Nullable Throwable problem) {
        asked = null;
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause != null && !(cause instanceof CancellationException)) {
            trouble.tell(cause);
        }
        articles.setAll(found == null ? List.of() : found);
        state.set(new State.Found());
    }
}
