package dev.bunrui.app.wizard.data;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.message.Figures;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Where the articles come from: the sample, the livedoor corpus, or the user's own. */
final class SourceCard {
    private final AppContext context;
    private final Draft draft;
    private final Shapes shapes;
    private final DownloadModel download;
    private final Runnable again;
    private final FileDialogs dialogs;
    private final ToggleGroup group = new ToggleGroup();
    private final RadioButton sample;
    private final RadioButton livedoor;
    private final RadioButton own;
    private final TextField path = new TextField();

    /** {@code again} reads the articles that are named already. */
    SourceCard(AppContext context, Draft draft, Shapes shapes, DownloadModel download, Runnable again) {
        this.context = context;
        this.draft = draft;
        this.shapes = shapes;
        this.download = download;
        this.again = again;
        this.dialogs = new FileDialogs(context.texts(), context.choices());
        this.sample = choice("data-sample", "wizard.data.sample");
        this.livedoor = choice("data-livedoor", "wizard.data.livedoor");
        this.own = choice("data-own", "wizard.data.own");
        path.setId("data-path");
        path.promptTextProperty().bind(context.texts().of("wizard.data.path"));
        path.accessibleTextProperty().bind(context.texts().of("wizard.data.path"));
        sample.setOnAction(event -> draft.option(Draft.DATA).set(DataLocator.SAMPLE));
        livedoor.setOnAction(event -> draft.option(Draft.DATA).set(DataLocator.LIVEDOOR));
        own.setOnAction(event -> draft.option(Draft.DATA).set(path.getText()));
        path.textProperty().addListener(change -> {
            if (own.isSelected()) {
                draft.option(Draft.DATA).set(path.getText());
            }
        });
        draft.option(Draft.DATA).addListener(change -> follow());
        follow();
    }

    private RadioButton choice(String id, String key) {
        RadioButton button = new RadioButton();
        button.setId(id);
        button.textProperty().bind(context.texts().of(key));
        button.setToggleGroup(group);
        button.getStyleClass().add("choice");
        return button;
    }

    /** Shows what the draft says, whoever wrote it. */
    private void follow() {
        String data = draft.option(Draft.DATA).get();
        switch (data) {
            case DataLocator.SAMPLE -> sample.setSelected(true);
            case DataLocator.LIVEDOOR -> livedoor.setSelected(true);
            default -> {
                own.setSelected(true);
                if (!path.getText().equals(data)) {
                    path.setText(data);
                }
            }
        }
    }

    /** Takes a file or a folder of the user's. */
    void take(Path file) {
        String named = file.toAbsolutePath().toString();
        if (draft.option(Draft.DATA).get().equals(named)) {
            again.run(); // whoever brings it once more has put it right
        } else {
            draft.option(Draft.DATA).set(named);
        }
    }

    Node view() {
        VBox card = shapes.card(
                "wizard.data.source", sample, hint("wizard.data.sample-what"), livedoor, corpus(), own, files());
        card.setSpacing(8);
        return card;
    }

    private Node hint(String key) {
        Label hint = shapes.label(key, "hint");
        return indented(hint);
    }

    private static Node indented(Node... nodes) {
        VBox box = new VBox(6, nodes);
        box.getStyleClass().add("indented");
        return box;
    }

    private Node corpus() {
        Label licence = shapes.shown(context.texts().of("wizard.data.licence", LivedoorCorpus.LICENCE), "hint");
        Button fetch = shapes.button("download", "wizard.data.download", Feather.DOWNLOAD, download::start);
        Button cancel = shapes.button("download-cancel", "wizard.cancel", Feather.X, download::cancel);
        ProgressBar bar = new ProgressBar();
        bar.setId("download-progress");
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> (double) download.done().get() / download.size(), download.done()));
        Label bytes = shapes.shown(
                Bindings.createStringBinding(
                        () -> Figures.bytes(download.done().get()) + " / " + Figures.bytes(download.size()),
                        download.done()),
                "hint");
        HBox progress = new HBox(10, bar, bytes, cancel);
        progress.setStyle("-fx-alignment: center-left;");
        Shapes.only(fetch, download.running().not());
        Shapes.only(progress, download.running());
        Node missing = new VBox(6, licence, fetch, progress, shapes.alarm("download-failure", download.failure()));
        Shapes.only(missing, livedoor.selectedProperty().and(download.there().not()));
        return indented(shapes.label("wizard.data.livedoor-what", "hint"), missing);
    }

    private Node files() {
        Button file = shapes.button("data-file", "wizard.data.file", Feather.FILE_TEXT, this::chooseFile);
        Button folder = shapes.button("data-folder", "wizard.data.folder", Feather.FOLDER, this::chooseFolder);
        VBox box = new VBox(
                8, new HBox(8, file, folder), Fields.beside(path), shapes.label("wizard.data.own-what", "hint"));
        Shapes.only(path, own.selectedProperty());
        return indented(box);
    }

    private void chooseFile() {
        dialogs.file(
                        path,
                        "wizard.data.file",
                        dialogs.kind("wizard.data.kinds", ".csv", ".tsv", ".jsonl", ".ndjson", ".tar.gz", ".tgz"),
                        dialogs.kind("wizard.data.all-files", ""))
                .ifPresent(this::take);
    }

    private void chooseFolder() {
        dialogs.folder(path, "wizard.data.folder").ifPresent(this::take);
    }
}
