package dev.bunrui.app.shelf;

import dev.bunrui.llm.shelf.BaseModel;
import java.util.Comparator;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A model's name, with its architecture and licence below. */
public final class ModelCell extends TableCell<BaseModel, @Nullable BaseModel> {
    private final ModelWords words;
    private final Label name = new Label();
    private final Label kind = new Label();
    private final VBox both = new VBox(name, kind);

    private ModelCell(ModelWords words) {
        this.words = words;
        kind.getStyleClass().add("hint");
        both.setAlignment(Pos.CENTER_LEFT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    /** A column of such cells, sorted by the name. */
    public static TableColumn<BaseModel, @Nullable BaseModel> column(
            ObservableValue<String> heading, double width, ModelWords words) {
        TableColumn<BaseModel, @Nullable BaseModel> column = new TableColumn<>();
        column.textProperty().bind(heading);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator(
                Comparator.nullsFirst(Comparator.comparing(BaseModel::title, String.CASE_INSENSITIVE_ORDER)));
        column.setCellFactory(unused -> new ModelCell(words));
        return column;
    }

    @Override
    protected void updateItem(@Nullable BaseModel model, boolean empty) {
        super.updateItem(model, empty);
        if (empty || model == null) {
            setGraphic(null);
        } else {
            name.setText(model.title());
            kind.setText(words.kind(model));
            kind.setManaged(!kind.getText().isEmpty());
            setText(model.title()); // for those who listen to the screen
            setGraphic(both);
        }
    }
}
