package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.TestExample;
import dev.bunrui.experiment.TestExamples;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Some articles of the test set of the run that is used. */
final class ExamplesModel {
    private static final int MOST = 20;

    private final AppContext context;
    private final ObservableList<TestExample> examples = FXCollections.observableArrayList();
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final Trouble trouble;
    private @Nullable RunChoice run;

    ExamplesModel(AppContext context) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
    }

    ObservableList<TestExample> examples() {
        return examples;
    }

    ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** Why there are none; empty if nothing is wrong. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Reads a run's examples, unless they are there already. */
    void of(@Nullable RunChoice wanted) {
        if (wanted == null || wanted.equals(run)) {
            return;
        }
        run = wanted;
        examples.clear();
        trouble.forget();
        busy.set(true);
        context.work()
                .once(
                        () -> TestExamples.of(wanted.folder(), MOST),
                        found -> {
                            if (wanted.equals(run)) {
                                busy.set(false);
                                examples.setAll(found);
                            }
                        },
                        problem -> {
                            if (wanted.equals(run)) {
                                busy.set(false);
                                trouble.tell(problem);
                            }
                        });
    }

    /** Reads them again when they are next asked for, as after they could not be read. */
    void forgetFailure() {
        if (!trouble.sentence().get().isEmpty()) {
            run = null;
        }
    }
}
