package dev.bunrui.app.models;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shelf.ModelCell;
import dev.bunrui.app.shelf.ModelWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.message.Figures;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The models that are wanted; whatever is read anew, the one that is looked at stays. */
final class ModelsTable {
    private final AppContext context;
    private final ShownModels model;
    private final TableView<BaseModel> table = new TableView<>();

    /** While the rows are exchanged the table chooses others; nobody meant that. */
    private boolean filling;

    ModelsTable(AppContext context, ShownModels model, ModelWords words, Consumer<BaseModel> remove) {
        this.context = context;
        this.model = model;
        table.setId("models-table");
        table.getStyleClass().add("models");
        table.accessibleTextProperty().bind(context.texts().of("place.models"));
        table.setPlaceholder(placeholder());
        SortedList<BaseModel> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getColumns().add(ModelCell.column(context.texts().of("wizard.model.name"), 265, words));
        new Columns<>(context.texts(), table)
                .values("wizard.model.parameters", 80, ModelsTable::parameters, Figures::parameters)
                .values("models.download-size", 105, ModelsTable::download, Figures::bytes)
                .words("wizard.model.state", 110, words::state);
        table.getSelectionModel().selectedItemProperty().addListener((observed, before, now) -> {
            if (!filling && now != null) {
                model.chosen().set(now.id());
            }
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE) {
                model.model().ifPresent(remove);
                event.consume();
            }
        });
        sorted.addListener((ListChangeListener<BaseModel>) change -> select());
        model.chosen().addListener(change -> select());
        context.fetch().changes().addListener(change -> table.refresh());
        select();
    }

    Node node() {
        return table;
    }

    private static @Nullable Long parameters(BaseModel model) {
        return model.parameters() == 0 ? null : model.parameters();
    }

    private static @Nullable Long download(BaseModel model) {
        return model.entry()
                .map(CatalogueEntry::download)
                .filter(bytes -> bytes > 0)
                .orElse(null);
    }

    private void select() {
        filling = true;
        int place = -1;
        for (int row = 0; row < table.getItems().size(); row++) {
            place = table.getItems().get(row).id().equals(model.chosen().get()) ? row : place;
        }
        if (place < 0) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedIndex() != place) {
            table.getSelectionModel().clearAndSelect(place);
        }
        filling = false;
    }

    /** Nothing is called so here; the hub may have it. */
    private Node placeholder() {
        Shapes shapes = new Shapes(context.texts());
        Button fetch = shapes.button(
                "models-fetch-named",
                "shelf.download",
                Feather.DOWNLOAD,
                () -> model.named().ifPresent(context.fetch()::start));
        fetch.textProperty().unbind();
        fetch.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.named()
                                .map(named -> context.texts().now("models.fetch-named", named))
                                .orElse(""),
                        model.query(),
                        context.texts().language()));
        fetch.setMnemonicParsing(false);
        Shapes.only(fetch, fetch.textProperty().isNotEmpty());
        fetch.setDisable(context.fetch().settings().offline());
        VBox box = new VBox(12, shapes.label("wizard.model.none", "muted"), fetch);
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
