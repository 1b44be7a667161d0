package dev.bunrui.app.monitor;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.message.Figures;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How well each class is told from the others, the best first unless another order is chosen. */
final class ClassTable {
    private final AppContext context;
    private final TableView<Seen.Row> table = new TableView<>();
    private final VBox view;

    ClassTable(AppContext context, ObservableValue<@Nullable Seen> seen) {
        this.context = context;
        Shapes shapes = new Shapes(context.texts());
        table.setId("classes");
        table.setPlaceholder(shapes.label("monitor.classes.none", "muted"));
        table.accessibleTextProperty().bind(context.texts().of("monitor.tab.classes"));
        new Columns<>(context.texts(), table)
                .words("monitor.classes.label", 260, Seen.Row::label)
                .values("monitor.classes.f1", 110, row -> row.scores().f1(), Figures::percent)
                .values("monitor.classes.precision", 110, row -> row.scores().precision(), Figures::percent)
                .values("monitor.classes.recall", 110, row -> row.scores().recall(), Figures::percent)
                .values(
                        "monitor.classes.support",
                        110,
                        row -> (long) row.scores().support(),
                        Figures::count);
        TableColumn<Seen.Row, ?> f1 = table.getColumns().get(1);
        f1.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(f1));
        Label caption = shapes.shown(
                Bindings.createStringBinding(
                        () -> caption(seen.getValue()), seen, context.texts().language()),
                "muted");
        caption.setId("classes-of");
        VBox.setVgrow(table, Priority.ALWAYS);
        view = new VBox(8, caption, table);
        view.getStyleClass().add("tab-page");
        seen.addListener((property, before, now) -> show(now));
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

    private void show(@Nullable Seen seen) {
        List<Seen.Row> rows = seen == null
                ? List.of()
                : seen.classes().map(Seen.Classes::rows).orElse(List.of());
        if (!sameRows(rows)) {
            table.getItems().setAll(rows);
            table.sort();
        }
    }

    /** In whatever order they stand in the table. */
    private boolean sameRows(List<Seen.Row> rows) {
        return rows.size() == table.getItems().size() && table.getItems().containsAll(rows);
    }
}
