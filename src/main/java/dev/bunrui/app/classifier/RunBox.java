package dev.bunrui.app.classifier;

import dev.bunrui.app.text.Texts;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

/** Chooses the run that classifies: its name, its model and how well it did on its test set. */
final class RunBox {
    private static final double WIDTH = 520;
    private static final int ROWS = 6;

    private final Texts texts;
    private final ComboBox<@Nullable RunChoice> view;

    RunBox(Texts texts, ClassifierModel model) {
        this.texts = texts;
        this.view = new SearchableComboBox<>(model.runs().runs());
        view.setId("classifier-run");
        view.setPrefWidth(WIDTH);
        view.setVisibleRowCount(ROWS);
        view.valueProperty().bindBidirectional(model.runs().chosen());
        view.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RunChoice run) {
                return run == null ? "" : run.folder().name() + "  ·  " + about(run);
            }

            @Override
            public @Nullable RunChoice fromString(String text) {
                return null; // what is typed searches, and names no run
            }
        });
        view.setCellFactory(list -> new Row());
        view.setButtonCell(new Line());
        texts.language().addListener(change -> view.setButtonCell(new Line()));
    }

    ComboBox<@Nullable RunChoice> view() {
        return view;
    }

    private String about(RunChoice run) {
        return texts.now("classifier.run-about", run.model(), run.score());
    }

    /** A run among others. */
    private final class Row extends ListCell<@Nullable RunChoice> {
        @Override
        protected void updateItem(@Nullable RunChoice run, boolean empty) {
            super.updateItem(run, empty);
            if (empty || run == null) {
                setGraphic(null);
                return;
            }
            Label name = new Label(run.folder().name());
            Label about = new Label(about(run));
            about.getStyleClass().add("muted");
            setGraphic(new VBox(1, name, about));
        }
    }

    /** The run that is chosen. */
    private final class Line extends ListCell<@Nullable RunChoice> {
        @Override
        protected void updateItem(@Nullable RunChoice run, boolean empty) {
            super.updateItem(run, empty);
            setText(empty || run == null ? "" : run.folder().name() + "  ·  " + about(run));
        }
    }
}
