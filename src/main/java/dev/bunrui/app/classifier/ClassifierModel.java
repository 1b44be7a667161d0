package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.service.WarmClassifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Classifies what is typed, a little after it was typed. */
final class ClassifierModel {
    private static final javafx.util.Duration AFTER_TYPING = javafx.util.Duration.millis(250);
    private static final Duration KEPT_WARM = Duration.ofMinutes(5);

    private final AppContext context;
    private final ObservableList<RunFolder> runs = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable RunFolder> run = new SimpleObjectProperty<>();
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty body = new SimpleStringProperty("");
    private final ObjectProperty<WarmClassifier.@Nullable Answer> answer = new SimpleObjectProperty<>();
    private final StringProperty failure = new SimpleStringProperty("");
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final PauseTransition typing = new PauseTransition(AFTER_TYPING);
    private @Nullable WarmClassifier classifier;

    ClassifierModel(AppContext context) {
        this.context = context;
        typing.setOnFinished(event -> ask());
        title.addListener(change -> typing.playFromStart());
        body.addListener(change -> typing.playFromStart());
        run.addListener(change -> use());
    }

    /** The runs that can be used, the latest first. */
    ObservableList<RunFolder> runs() {
        return runs;
    }

    ObjectProperty<@Nullable RunFolder> run() {
        return run;
    }

    StringProperty title() {
        return title;
    }

    StringProperty body() {
        return body;
    }

    /** What was said of the text; null where there is none. */
    ReadOnlyObjectProperty<WarmClassifier.@Nullable Answer> answer() {
        return answer;
    }

    ReadOnlyStringProperty failure() {
        return failure;
    }

    ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** Looks which runs there are now. */
    void refresh() {
        context.work().once(this::finished, this::offer, problem -> failure.set(String.valueOf(problem.getMessage())));
    }

    private List<RunFolder> finished() {
        return RunSummary.list(context.folders().runs()).stream()
                .filter(RunFolder::finished)
                .toList();
    }

    private void offer(List<RunFolder> found) {
        RunFolder chosen = run.get();
        if (!found.equals(runs)) {
            runs.setAll(found);
        }
        run.set(chosen != null && found.contains(chosen) ? chosen : found.isEmpty() ? null : found.get(0));
        if (answer.get() == null) {
            ask(); // the page was left before the answer came
        }
    }

    /** Gives the process back. */
    void release() {
        typing.stop();
        if (classifier != null) {
            classifier.close();
            classifier = null;
        }
    }

    private void use() {
        release();
        answer.set(null);
        failure.set("");
        ask();
    }

    private void ask() {
        RunFolder chosen = run.get();
        if (chosen == null) {
            return;
        }
        if (classifier == null) {
            classifier = new WarmClassifier(context.folders(), chosen, KEPT_WARM);
        }
        WarmClassifier asked = classifier;
        if (title.get().isBlank() && body.get().isBlank()) {
            answer.set(null);
            busy.set(false);
            return;
        }
        busy.set(true);
        CompletableFuture<WarmClassifier.Answer> unused = asked.classify(title.get(), body.get())
                .whenComplete((said, problem) -> Platform.runLater(() -> hear(asked, said, problem)));
    }

    private void hear(WarmClassifier asked, WarmClassifier.@Nullable Answer said, @Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (asked != classifier || cause instanceof CancellationException) {
            return; // a later question, or another run's, will be answered
        }
        busy.set(false);
        if (cause != null) {
            failure.set(String.valueOf(cause.getMessage()));
            answer.set(null);
        } else {
            failure.set("");
            answer.set(said);
        }
    }
}
