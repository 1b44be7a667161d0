package dev.bunrui.app.wizard.data;

import dev.bunrui.app.look.DropPlace;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.message.RequestException;
import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Dragboard;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The articles: where they come from, and what is in them. */
public final class DataStep implements Step {
    private static final double SOURCES = 400;

    private final DataModel data;
    private final DownloadModel download;
    private final Trouble unwanted;
    private final ObservableValue<String> lacking;
    private final Node view;

    public DataStep(AppContext context, Draft draft, DataModel data, LengthsModel lengths) {
        this.data = data;
        this.unwanted = new Trouble(context.texts());
        Shapes shapes = new Shapes(context.texts());
        this.download = new DownloadModel(context, LivedoorCorpus.ARCHIVE, data::read);
        SourceCard sources = new SourceCard(context, draft, shapes, download, data::again);
        ObservableValue<String> refusal = Bindings.createStringBinding(
                () -> absent(draft) ? "" : data.refusal().get(), data.refusal(), download.there());
        ObservableValue<String> changed = Bindings.createStringBinding(
                () -> data.changed().get() ? context.texts().now("wizard.data.changed") : "",
                data.changed(),
                context.texts().language());
        VBox left = new VBox(14, sources.view(), new ColumnsCard(context, draft, data).view(shapes));
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(SOURCES);
        scroll.setMinWidth(SOURCES);
        Node card = new ReadCard(context, shapes, data, lengths).view();
        VBox.setVgrow(card, Priority.ALWAYS);
        // Beside the sources, not below them: there they are seen whatever the window's height.
        VBox read = new VBox(
                14,
                shapes.alarm("data-unwanted", unwanted.sentence()),
                shapes.alarm("data-problem", refusal),
                shapes.alarm("data-changed", changed),
                card);
        read.setMinWidth(0);
        HBox.setHgrow(read, Priority.ALWAYS);
        HBox both = new HBox(16, scroll, read);
        DropPlace.make(both, Dragboard::hasFiles, dropped -> drop(dropped.getFiles(), sources));
        draft.option(Draft.DATA).addListener(change -> unwanted.forget());
        this.view = both;
        this.lacking = Bindings.createStringBinding(
                () -> data.loaded().get() != null
                        ? ""
                        : context.texts().now(data.busy().get() ? "wizard.data.reading" : "wizard.data.lacking"),
                data.loaded(),
                data.busy(),
                context.texts().language());
    }

    /** What is offered for download need not be complained of. */
    private boolean absent(Draft draft) {
        return draft.option(Draft.DATA).get().equals(DataLocator.LIVEDOOR)
                && !download.there().get();
    }

    /** Several at once are refused: which of them is meant cannot be told. */
    private void drop(List<File> files, SourceCard sources) {
        if (files.size() == 1) {
            unwanted.forget();
            sources.take(files.get(0).toPath());
        } else {
            unwanted.tell(new RequestException(Texts.class, "wizard.data.one-file"));
        }
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<String> lacking() {
        return lacking;
    }

    @Override
    public void shown() {
        download.look();
        data.lookAgain();
        if (data.loaded().get() == null && !data.busy().get()) {
            data.read();
        }
    }
}
