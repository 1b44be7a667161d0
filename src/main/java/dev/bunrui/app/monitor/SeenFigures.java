package dev.bunrui.app.monitor;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Figures of the run that is seen, each below its name. */
final class SeenFigures {
    /** Stands for a figure that is not known. */
    static final String NONE = "–";

    private final AppContext context;
    private final Shapes shapes;
    private final ObservableValue<@Nullable Seen> seen;

    SeenFigures(AppContext context, ObservableValue<@Nullable Seen> seen) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        this.seen = seen;
    }

    /** A figure; {@code key} names it. */
    Node figure(String key, String id, Function<Seen, String> value) {
        Label shown = shapes.shown(
                Bindings.createStringBinding(
                        () -> {
                            Seen now = seen.getValue();
                            return now == null ? "" : value.apply(now);
                        },
                        seen,
                        context.texts().language()),
                "figure");
        shown.setId(id);
        Label name = shapes.label(key, "muted");
        name.setLabelFor(shown);
        for (Label label : new Label[] {name, shown}) {
            label.setWrapText(false);
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        return new VBox(1, name, shown);
    }
}
