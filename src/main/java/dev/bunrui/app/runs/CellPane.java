package dev.bunrui.app.runs;

import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.runs.ErrorsModel.Cell;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The articles behind the chosen cell of the confusion matrix, and what corrects their labels. */
final class CellPane {
    private final Texts texts;
    private final ErrorsModel model;
    private final ArticlesPane articles;
    private final VBox node;

    /** Labels are corrected in {@code relabel}; {@code left} is told when the cell is left. */
    CellPane(Texts texts, ErrorsModel model, RelabelPane relabel, Runnable left) {
        this.texts = texts;
        this.model = model;
        this.articles = new ArticlesPane(texts, model, relabel, "cell-articles", Orientation.VERTICAL);
        Shapes shapes = new Shapes(texts);
        Label heading = shapes.shown(heading());
        heading.setId("cell-heading");
        HBox.setHgrow(heading, Priority.ALWAYS);
        heading.setMaxWidth(Double.MAX_VALUE);
        Runnable leave = () -> {
            model.leave();
            left.run();
        };
        Button close = shapes.button("cell-close", "errors.close", Feather.X, leave, "flat");
        HBox head = new HBox(8, heading, close);
        head.setAlignment(Pos.CENTER_LEFT);
        Label reading = shapes.label("errors.reading", "muted");
        reading.visibleProperty().bind(model.reading());
        articles.node().visibleProperty().bind(model.articles().isNotNull());
        StackPane list = new StackPane(reading, articles.node());
        list.setMinHeight(0);
        VBox.setVgrow(list, Priority.ALWAYS);
        this.node = new VBox(6, head, shapes.alarm("cell-trouble", model.trouble()), list);
        node.setMinSize(0, 0);
        node.visibleProperty().bind(model.cell().isNotNull());
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave.run();
                event.consume();
            }
        });
        model.cell().addListener(change -> fill());
        model.articles().addListener(change -> fill());
    }

    Node node() {
        return node;
    }

    private void fill() {
        articles.show(model.ofCell());
    }

    private StringBinding heading() {
        return Bindings.createStringBinding(
                () -> {
                    Cell cell = model.cell().get();
                    if (cell == null) {
                        return "";
                    }
                    return model.articles().get() == null
                            ? texts.now("errors.cell", cell.gold(), cell.predicted())
                            : texts.now(
                                    "errors.cell-count",
                                    cell.gold(),
                                    cell.predicted(),
                                    Figures.count(model.ofCell().size()));
                },
                model.cell(),
                model.articles(),
                texts.language());
    }
}
