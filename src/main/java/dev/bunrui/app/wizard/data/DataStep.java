package dev.bunrui.app.wizard.data;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.corpus.LivedoorCorpus;
import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The articles: where they come from, and what is in them. */
public final class DataStep implements Step {
    private static final double SOURCES = 400;

    private final DataModel data;
    private final DownloadModel download;
    private final ObservableValue<String> lacking;
    private final Node view;

    public DataStep(AppContext context, Draft draft, DataModel data, LengthsModel lengths) {
        this.data = data;
        Shapes shapes = new Shapes(context.texts());
        this.download = new DownloadModel(context, LivedoorCorpus.ARCHIVE, data::read);
        SourceCard sources = new SourceCard(context, draft, shapes, download);
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
        VBox read = new VBox(14, shapes.alarm("data-problem", refusal), shapes.alarm("data-changed", changed), card);
        read.setMinWidth(0);
        HBox.setHgrow(read, Priority.ALWAYS);
        HBox both = new HBox(16, scroll, read);
        both.setOnDragOver(this::over);
        both.setOnDragDropped(event -> dropped(event, sources));
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

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event, SourceCard sources) {
        List<File> files = event.getDragboard().getFiles();
        if (!files.isEmpty()) {
            sources.take(files.get(0));
        }
        event.setDropCompleted(!files.isEmpty());
        event.consume();
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
