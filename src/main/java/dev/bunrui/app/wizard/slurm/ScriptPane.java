package dev.bunrui.app.wizard.slurm;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.service.slurm.SlurmPlan;
import dev.bunrui.service.slurm.SlurmSweep;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The script that is going to be submitted, over what else the page shows, with what can be done with it instead. */
public final class ScriptPane {
    private final AppContext context;
    private final SlurmModel model;
    private final ObservableValue<String> name;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final TextArea text = new TextArea();
    private final VBox node;

    /**
     * {@code name} is that of the sweep, as far as one was given; {@code save} has the script saved and not submitted.
     */
    public ScriptPane(AppContext context, SlurmModel model, ObservableValue<String> name, Runnable save) {
        this.context = context;
        this.model = model;
        this.name = name;
        Shapes shapes = new Shapes(context.texts());
        text.setId("slurm-script-text");
        text.setEditable(false);
        text.getStyleClass().add("script");
        text.accessibleTextProperty().bind(context.texts().of("slurm.script-title"));
        VBox.setVgrow(text, Priority.ALWAYS);
        Button copy = shapes.button("slurm-script-copy", "wizard.review.copy", Feather.COPY, this::copy);
        Button saved = shapes.button("slurm-script-save", "slurm.save", Feather.SAVE, save);
        saved.disableProperty().bind(model.plan().isNull());
        Button close = shapes.button("slurm-script-close", "slurm.close", Feather.X, () -> open.set(false), "flat");
        HBox buttons = new HBox(8, copy, saved, Shapes.spring(), close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        this.node = shapes.card("slurm.script-title", text, buttons, shapes.label("slurm.save-what", "hint"));
        node.setMinWidth(0);
        Shapes.only(node, open);
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                open.set(false);
                event.consume();
            }
        });
        open.subscribe(shown -> {
            if (shown) {
                show();
                text.requestFocus(); // which is not seen any more where it was
            }
        });
        model.plan().addListener(change -> show());
        name.addListener(change -> show());
        model.wanted().addListener((observed, before, now) -> open.set(open.get() && now));
    }

    public Node node() {
        return node;
    }

    /** Whether it is shown. */
    public BooleanProperty open() {
        return open;
    }

    private void show() {
        SlurmPlan plan = model.plan().get();
        if (plan != null && open.get()) {
            String folder =
                    name.getValue().isBlank() ? "SWEEP" : name.getValue().strip();
            SweepFolder sweep = new SweepFolder(context.folders().runs().resolve(folder));
            text.setText(SlurmSweep.script(
                    context.folders(), sweep, plan.settings(), plan.elements().size()));
        }
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
