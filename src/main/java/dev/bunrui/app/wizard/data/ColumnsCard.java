package dev.bunrui.app.wizard.data;

import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Which column holds what; what is not chosen is found by its name, and shown. */
final class ColumnsCard {
    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final List<ComboBox<String>> boxes = new ArrayList<>();
    private boolean filling;

    ColumnsCard(AppContext context, Draft draft, DataModel data) {
        this.context = context;
        this.draft = draft;
        this.data = data;
    }

    Node view(Shapes shapes) {
        Fields fields = new Fields(shapes);
        GridPane grid = new GridPane();
        grid.setHgap(10);
        grid.addRow(
                0,
                fields.named("field.title-column", box(DataModel.TITLE_COLUMN, Columns::title)),
                fields.named("field.body-column", box(DataModel.BODY_COLUMN, Columns::body)),
                fields.named("field.label-column", box(DataModel.LABEL_COLUMN, Columns::label)));
        grid.getChildren().forEach(child -> GridPane.setHgrow(child, Priority.ALWAYS));
        VBox card = shapes.card("wizard.data.columns", grid);
        Shapes.only(
                card,
                Bindings.createBooleanBinding(
                        () -> {
                            DataPreview preview = data.preview().get();
                            return preview != null && preview.table();
                        },
                        data.preview()));
        data.preview().addListener(change -> fill());
        return card;
    }

    private ComboBox<String> box(String option, Function<Columns, @Nullable String> used) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(option);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setPrefWidth(110);
        box.setMinWidth(0);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String column) {
                return column == null || column.isEmpty() ? found(used) : column;
            }

            @Override
            public String fromString(String text) {
                return text; // the box is not typed into
            }
        });
        box.valueProperty().addListener((property, before, chosen) -> {
            if (!filling) {
                draft.option(option).set(chosen == null ? "" : chosen);
            }
        });
        draft.option(option)
                .addListener(change -> box.setValue(draft.option(option).get()));
        // What was found is known only when the articles were read.
        data.loaded().addListener(change -> {
            filling = true;
            String value = box.getValue();
            box.setValue(null);
            box.setValue(value);
            filling = false;
        });
        boxes.add(box);
        return box;
    }

    private String found(Function<Columns, @Nullable String> used) {
        var loaded = data.loaded().get();
        String column = loaded == null
                ? null
                : used.apply(loaded.data().sources().get(0).columnsUsed());
        return column == null
                ? context.texts().now(loaded == null ? "wizard.data.guess" : "wizard.data.none")
                : context.texts().now("wizard.data.found", column);
    }

    private void fill() {
        DataPreview preview = data.preview().get();
        if (preview == null) {
            return;
        }
        filling = true;
        List<String> columns = new ArrayList<>(List.of(""));
        columns.addAll(preview.columns());
        for (ComboBox<String> box : boxes) {
            String value = draft.option(box.getId()).get();
            box.getItems().setAll(columns);
            box.setValue(value);
        }
        filling = false;
    }
}
