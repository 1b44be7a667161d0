package dev.bunrui.robot;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/**
 * Another program's window, from which things are dragged: one tile below the other for each argument, files whose paths
 * are separated by {@code |}, or a text after {@code text:}.
 */
public final class Source {
    static final double LEFT = 1300;
    static final double TOP = 20;
    static final double TILE = 60;
    private static final double WIDTH = 180;
    private static final String TEXT = "text:";

    private Source() {}

    public static void main(String[] offers) {
        Application.launch(Shelf.class, offers);
    }

    /** The window of the other program. */
    public static final class Shelf extends Application {
        @Override
        public void start(Stage stage) {
            VBox tiles = new VBox();
            getParameters().getRaw().forEach(offer -> tiles.getChildren().add(tile(offer)));
            stage.initStyle(StageStyle.UNDECORATED);
            stage.setTitle("source");
            stage.setScene(new Scene(tiles));
            stage.setX(LEFT);
            stage.setY(TOP);
            stage.setAlwaysOnTop(true);
            stage.show();
        }

        private static Node tile(String offer) {
            ClipboardContent content = new ClipboardContent();
            if (offer.startsWith(TEXT)) {
                content.putString(offer.substring(TEXT.length()));
            } else {
                List<File> files = Arrays.stream(offer.split("\\|")).map(File::new).toList();
                content.putFiles(files);
            }
            Label tile = new Label(offer.substring(offer.lastIndexOf('/') + 1));
            tile.setMinSize(WIDTH, TILE);
            tile.setMaxSize(WIDTH, TILE);
            tile.setStyle("-fx-border-color: gray; -fx-padding: 8;");
            tile.setOnDragDetected(event -> {
                Dragboard board = tile.startDragAndDrop(TransferMode.COPY);
                board.setContent(content);
                event.consume();
            });
            return tile;
        }
    }
}
