package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.classify.explain.Faithfulness;
import dev.bunrui.experiment.RunFaithfulness;
import dev.bunrui.service.WarmClassifier.Answer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Explains what is said of the article, as long as that is wanted: the most probable class, or one that was chosen. */
final class WhyModel {
    private final AppContext context;
    private final ClassifierModel model;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Explained> explained = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Faithfulness> faithfulness = new SimpleObjectProperty<>();
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final Trouble trouble;

    private @Nullable String chosen;
    private @Nullable CompletableFuture<Explanation> asked;

    /** An explanation, and the answer that it is of. */
    record Explained(Answer answer, Explanation explanation) {}

    WhyModel(AppContext context, ClassifierModel model) {
        this.context = context;
        this.model = model;
        this.trouble = new Trouble(context.texts());
        model.run().addListener(change -> turn());
        model.result().addListener(change -> ask());
        wanted.addListener(change -> ask());
    }

    /** Whether explanations are asked for. */
    BooleanProperty wanted() {
        return wanted;
    }

    /** What was explained last; null where nothing is to be. */
    ReadOnlyObjectProperty<@Nullable Explained> explained() {
        return explained;
    }

    /** What was measured of the run's explanations; null if nothing was. */
    ReadOnlyObjectProperty<@Nullable Faithfulness> faithfulness() {
        return faithfulness;
    }

    /** Another explanation is on its way. */
    ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** Why there is no explanation; empty if nothing is wrong. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Explains a class from now on; the most probable one means whichever is. */
    void choose(String label) {
        ClassifierModel.Result result = model.result().get();
        boolean first =
                result != null && result.answer().classification().label().equals(label);
        chosen = first ? null : label;
        if (wanted.get()) {
            ask();
        } else {
            wanted.set(true);
        }
    }

    private void turn() {
        chosen = null;
        faithfulness.set(null);
        RunChoice run = model.run().get();
        if (run != null) {
            context.work()
                    .once(
                            () -> RunFaithfulness.kept(run.folder()),
                            kept -> {
                                if (run.equals(model.run().get())) {
                                    faithfulness.set(kept.orElse(null));
                                }
                            },
                            trouble::tell);
        }
    }

    private void ask() {
        if (asked != null) {
            asked.cancel(false);
            asked = null;
        }
        busy.set(false);
        ClassifierModel.Result result = model.result().get();
        if (result == null || !wanted.get()) {
            explained.set(null);
            trouble.forget();
            return;
        }
        busy.set(true);
        Answer answer = result.answer();
        CompletableFuture<Explanation> question = model.explain(answer.article(), chosen);
        asked = question;
        CompletableFuture<Explanation> unused =
                question.whenComplete((explanation, problem) -> Platform.runLater(() -> {
                    if (question == asked) {
                        hear(answer, explanation, problem);
                    }
                }));
    }

    private void hear(Answer answer, @Nullable Explanation explanation, @Nullable Throwable problem) {
        asked = null;
        busy.set(false);
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause == null) {
            trouble.forget();
        } else if (!(cause instanceof CancellationException)) {
            trouble.tell(cause);
        }
        explained.set(explanation == null ? null : new Explained(answer, explanation));
    }
}
