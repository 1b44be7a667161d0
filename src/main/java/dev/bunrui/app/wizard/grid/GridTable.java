package dev.bunrui.app.wizard.grid;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.AxisDraft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.OptionWords;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.experiment.sweep.Combination;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The runs of a sweep in the order in which they will be worked on; a card that is there only for a sweep. */
public final class GridTable {
    private static final double HEIGHT = 200;

    private final AppContext context;
    private final SweepDraft sweep;
    private final OptionWords words;
    private final Shapes shapes;
    private final VBox card;
    private List<String> options = List.of();
    private TableView<Row> table;

    private record Row(int number, Combination run) {}

    public GridTable(AppContext context, SweepDraft sweep, GridModel grid, OptionWords words) {
        this.context = context;
        this.sweep = sweep;
        this.words = words;
        this.shapes = new Shapes(context.texts());
        this.table = table();
        this.card = shapes.card("sweep.grid", table);
        Shapes.only(card, sweep.several());
        grid.found()
                .addListener((observed, before, now) ->
                        show(now == null ? List.of() : now.grid().runs()));
    }

    public Node node() {
        return card;
    }

    private void show(List<Combination> runs) {
        List<String> now = sweep.axes().stream().map(AxisDraft::option).toList();
        if (!now.equals(options)) {
            options = now;
            // Columns that are added to a table that is shown share its width as it was before they came.
            TableView<Row> another = table();
            card.getChildren().set(card.getChildren().indexOf(table), another);
            table = another;
        }
        table.getItems()
                .setAll(IntStream.range(0, runs.size())
                        .mapToObj(i -> new Row(i + 1, runs.get(i)))
                        .toList());
    }

    private TableView<Row> table() {
        TableView<Row> table = new TableView<>();
        table.setId("sweep-grid");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(context.texts().of("sweep.grid"));
        table.setPlaceholder(shapes.label("sweep.working", "muted"));
        table.setMinHeight(HEIGHT);
        VBox.setVgrow(table, Priority.ALWAYS);
        Columns<Row> columns = new Columns<>(context.texts(), table);
        columns.values("sweep.number", 60, Row::number, String::valueOf);
        options.forEach(option -> columns.words(
                "field." + option,
                150,
                row -> words.of(option, row.run().values().getOrDefault(option, ""))));
        return table;
    }
}
