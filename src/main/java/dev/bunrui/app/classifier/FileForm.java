package dev.bunrui.app.classifier;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.message.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What there is to say before a file is classified: which columns hold what, and where the results go. */
final class FileForm {
    private static final double COLUMN_BOX = 280;

    private final Texts texts;
    private final Shapes shapes;
    private final FileDialogs dialogs;
    private final FileModel model;
    private final ClassifierModel classifier;
    private final ReviewModel review;
    private final VBox view;

    FileForm(Texts texts, FileDialogs dialogs, FileModel model, ClassifierModel classifier, ReviewModel review) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.dialogs = dialogs;
        this.model = model;
        this.classifier = classifier;
        this.review = review;
        this.view = shapes.card(
                "classifier.file", shapes.label("classifier.file-what", "muted"), fields(), reviewed(), buttons());
        view.setId("file-form");
        view.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.putAside();
                event.consume();
            }
        });
        view.setMaxHeight(Region.USE_PREF_SIZE);
    }

    Node view() {
        return view;
    }

    private Node fields() {
        GridPane fields = new GridPane();
        fields.setHgap(14);
        fields.setVgap(10);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        fields.getColumnConstraints().addAll(names, wide);
        Label input = shapes.shown(path(model.chosen().map(FileModel.Chosen::input)));
        input.setId("file-input");
        fields.addRow(0, shapes.label("classifier.file-input"), input);
        column(fields, 1, "file-body", "classifier.file-body", body());
        column(fields, 2, "file-title", "classifier.file-title", title());
        Label output = shapes.shown(path(model.output()));
        output.setId("file-output");
        Button other = shapes.button("choose-output", "classifier.file-other", Feather.FOLDER, this::chooseOutput);
        HBox place = new HBox(12, output, other);
        place.getStyleClass().add("classifier-row");
        fields.addRow(3, shapes.label("classifier.file-output"), place);
        return fields;
    }

    private static ObservableValue<String> path(ObservableValue<@Nullable Path> path) {
        return Bindings.createStringBinding(
                () -> path.getValue() == null ? "" : path.getValue().toString(), path);
    }

    private void column(GridPane fields, int row, String id, String key, ComboBox<@Nullable String> box) {
        Label label = shapes.label(key);
        label.setLabelFor(box);
        box.setId(id);
        box.setMinWidth(COLUMN_BOX);
        fields.addRow(row, label, box);
        for (Node node : List.of(label, box)) {
            Shapes.only(
                    node,
                    Bindings.createBooleanBinding(
                            () -> {
                                FileModel.Chosen file = model.chosen().get();
                                return file != null && !file.columns().names().isEmpty();
                            },
                            model.chosen()));
        }
    }

    private ComboBox<@Nullable String> body() {
        ComboBox<@Nullable String> box = new ComboBox<>();
        box.promptTextProperty().bind(texts.of("classifier.file-which"));
        model.chosen().addListener(change -> {
            FileModel.Chosen file = model.chosen().get();
            if (file != null) {
                @Nullable String found = model.body().get();
                box.getItems().setAll(file.columns().names());
                box.setValue(found);
            }
        });
        box.valueProperty().bindBidirectional(model.body());
        return box;
    }

    private ComboBox<@Nullable String> title() {
        ComboBox<@Nullable String> box = new ComboBox<>();
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String column) {
                return column == null || column.isEmpty() ? texts.now("classifier.file-untitled") : column;
            }

            @Override
            public @Nullable String fromString(String name) {
                return null; // the box is not typed into
            }
        });
        model.chosen().addListener(change -> {
            FileModel.Chosen file = model.chosen().get();
            if (file != null) {
                String found = model.title().get();
                List<String> names = new ArrayList<>(file.columns().names());
                names.add(0, "");
                box.getItems().setAll(names);
                box.setValue(found);
            }
        });
        box.valueProperty().bindBidirectional(model.title());
        return box;
    }

    /** That articles will be marked, where a threshold was chosen for the run. */
    private Node reviewed() {
        Label words = shapes.shown(
                Bindings.createStringBinding(
                        () -> {
                            ReviewRule rule = review.chosen();
                            return rule == null
                                    ? ""
                                    : texts.now("classifier.file-review", Figures.tenths(rule.threshold()));
                        },
                        review.rule(),
                        texts.language()),
                "muted");
        words.setId("file-review");
        Shapes.only(words, words.textProperty().isNotEmpty());
        return words;
    }

    private Node buttons() {
        Button start = shapes.button("start-file", "classifier.file-start", Feather.PLAY, this::start, "accent");
        start.setDefaultButton(true);
        start.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> {
                            FileModel.Chosen file = model.chosen().get();
                            boolean needsBody =
                                    file != null && !file.columns().names().isEmpty();
                            return needsBody && model.body().get() == null;
                        },
                        model.chosen(),
                        model.body()));
        Button back = shapes.button("leave-file", "classifier.file-leave", Feather.X, model::putAside);
        return new HBox(10, start, back);
    }

    private void start() {
        RunChoice run = classifier.run().get();
        if (run != null) {
            model.start(run, review.chosen());
        }
    }

    private void chooseOutput() {
        Path now = model.output().get();
        if (now != null) {
            dialogs.target(
                            view,
                            "classifier.file-output",
                            now,
                            dialogs.kind("classifier.file-kinds", ".csv", ".tsv", ".jsonl", ".ndjson"))
                    .ifPresent(model.output()::set);
        }
    }
}
