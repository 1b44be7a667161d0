package dev.bunrui.app.monitor;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.score.ClassTable;
import dev.bunrui.app.shell.AppContext;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How well each class was told from the others the last time that it was tried, and when that was. */
final class LastClasses {
    private final AppContext context;
    private final VBox view;

    LastClasses(AppContext context, ObservableValue<@Nullable Seen> seen) {
        this.context = context;
        ClassTable table = new ClassTable(context.texts(), "classes").bestFirst();
        Label caption = new Shapes(context.texts())
                .shown(
                        Bindings.createStringBinding(
                                () -> caption(seen.getValue()),
                                seen,
                                context.texts().language()),
                        "muted");
        caption.setId("classes-of");
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        view = new VBox(8, caption, table.node());
        view.getStyleClass().add("tab-page");
        seen.addListener((property, before, now) -> table.show(
                now == null ? List.of() : now.classes().map(Seen.Classes::rows).orElse(List.of())));
    }

    Node view() {
        return view;
    }

    private String caption(@Nullable Seen seen) {
        if (seen == null || seen.classes().isEmpty()) {
            return "";
        }
        Seen.Classes classes = seen.classes().get();
        String key = classes.test() ? "test" : classes.epoch() == 0 ? "before" : "validation";
        return context.texts().now("monitor.classes." + key, classes.epoch());
    }
}
