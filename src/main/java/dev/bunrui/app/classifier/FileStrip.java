package dev.bunrui.app.classifier;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.service.FileClassification.Progress;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A line that says how the classification of a file comes along, and what came of it. */
final class FileStrip {
    private static final double BAR = 220;

    private final Texts texts;
    private final Shapes shapes;
    private final FileModel model;
    private final VBox view;

    FileStrip(Texts texts, FileModel model) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        this.view = new VBox(8, running(), written(), shapes.alarm("file-failure", model.failure()));
        Shapes.only(
                view,
                model.running()
                        .isNotNull()
                        .or(model.written().isNotNull())
                        .or(Bindings.createBooleanBinding(
                                () -> !model.failure().get().isEmpty(), model.failure())));
    }

    Node view() {
        return view;
    }

    private Node running() {
        Label name = shapes.shown(Bindings.createStringBinding(
                () -> {
                    FileModel.Running now = model.running().get();
                    return now == null ? "" : String.valueOf(now.order().input().getFileName());
                },
                model.running()));
        ProgressBar bar = new ProgressBar();
        bar.setId("file-progress");
        bar.setPrefWidth(BAR);
        bar.setMinWidth(BAR);
        bar.progressProperty().bind(Bindings.createDoubleBinding(this::share, model.running()));
        Label words =
                shapes.shown(Bindings.createStringBinding(this::progress, model.running(), texts.language()), "muted");
        words.setId("file-state");
        Button cancel = shapes.button("cancel-file", "classifier.file-cancel", Feather.X, model::cancel);
        Tooltip closing = new Tooltip();
        closing.textProperty().bind(texts.of("classifier.file-closing"));
        HBox row = new HBox(12, name, bar, words, Shapes.spring(), cancel);
        Tooltip.install(row, closing);
        row.getStyleClass().addAll("classifier-row", "classifier-strip");
        Shapes.only(row, model.running().isNotNull());
        return row;
    }

    private @Nullable Progress now() {
        FileModel.Running now = model.running().get();
        return now == null ? null : now.progress();
    }

    private double share() {
        Progress now = now();
        return now == null || now.all() == 0 || now.done() == 0
                ? ProgressBar.INDETERMINATE_PROGRESS
                : (double) now.done() / now.all();
    }

    private String progress() {
        Progress now = now();
        if (now == null || now.all() == 0) {
            return texts.now("classifier.file-looking");
        }
        String done = Figures.count(now.done());
        String all = Figures.count(now.all());
        return Double.isNaN(now.secondsLeft())
                ? texts.now("classifier.file-loading", all)
                : texts.now("classifier.file-progress", done, all, Figures.duration(now.secondsLeft()));
    }

    private Node written() {
        Label words = shapes.shown(Bindings.createStringBinding(
                () -> {
                    FileModel.Written file = model.written().get();
                    return file == null
                            ? ""
                            : texts.now(
                                    "classifier.file-written",
                                    Figures.count(file.articles()),
                                    file.output().toString());
                },
                model.written(),
                texts.language()));
        words.setId("file-written");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        Button open = shapes.button("open-results", "classifier.file-open", Feather.FOLDER, model::openFolder);
        Button dismiss = shapes.button("dismiss-results", "classifier.file-dismiss", Feather.X, model::dismiss);
        HBox row = new HBox(12, words, open, dismiss);
        row.getStyleClass().addAll("classifier-row", "classifier-strip");
        Shapes.only(row, model.written().isNotNull());
        return row;
    }
}
