package dev.bunrui.app.wizard.review;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.RunListener.Stage;
import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A button that has the run tried out, and what that showed. */
final class TrialView {
    private static final double WHEEL = 18;

    private final Texts texts;
    private final TrialModel model;
    private final Facts measured;
    private final Button start;
    private final VBox node;

    TrialView(Texts texts, TrialModel model) {
        this.texts = texts;
        this.model = model;
        Shapes shapes = new Shapes(texts);
        this.measured = new Facts(texts);
        measured.node().setId("trial-measured");
        this.start = shapes.button("trial-start", "wizard.trial.start", Feather.ACTIVITY, model::start);
        start.disableProperty().bind(model.stage().isNotNull());
        this.node = new VBox(
                8,
                start,
                shapes.label("wizard.trial.means", "hint"),
                atWork(shapes),
                measured.node(),
                new Fields(shapes).problem("trial-problem", model.failure()));
        Shapes.only(measured.node(), model.found().isNotNull());
        model.found().addListener(change -> show());
    }

    Node node() {
        return node;
    }

    private Node atWork(Shapes shapes) {
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setPrefSize(WHEEL, WHEEL);
        wheel.setMinSize(WHEEL, WHEEL);
        Node words = shapes.shown(Bindings.createStringBinding(this::words, model.stage(), texts.language()));
        words.setId("trial-stage");
        Button cancel = shapes.button("trial-cancel", "wizard.cancel", Feather.X, model::forget);
        model.stage().addListener((property, before, now) -> {
            if (now == null && cancel.isFocused()) {
                start.requestFocus(); // before the button goes, and the focus to wherever
            }
        });
        HBox row = new HBox(8, wheel, words, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        Shapes.only(row, model.stage().isNotNull());
        return row;
    }

    private String words() {
        Stage stage = model.stage().get();
        return stage == null ? "" : texts.now("wizard.trial." + stage.name().toLowerCase(Locale.ROOT));
    }

    private void show() {
        measured.clear();
        Rehearsed found = model.found().get();
        if (found != null) {
            found.memory().ifPresent(bytes -> measured.add("wizard.trial.memory", Figures.bytes(bytes)));
            Label time = new Label(Figures.duration(found.seconds()));
            time.setId("trial-time");
            measured.add("wizard.trial.step", Figures.seconds(found.stepSeconds()))
                    .add("wizard.trial.time", time);
        }
    }
}
