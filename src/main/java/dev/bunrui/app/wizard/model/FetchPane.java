package dev.bunrui.app.wizard.model;

import dev.bunrui.app.hub.ModelFetch;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.message.Figures;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A model of the hub that is not on this machine: fetches it, and shows how far that has come. */
final class FetchPane {
    private final AppContext context;
    private final ModelFetch fetch;
    private final Shapes shapes;

    FetchPane(AppContext context, ModelFetch fetch) {
        this.context = context;
        this.fetch = fetch;
        this.shapes = new Shapes(context.texts());
    }

    Node of(CatalogueEntry entry) {
        VBox pane = new VBox(8);
        pane.setId("model-fetch");
        if (fetch.model().get().equals(entry.id())) {
            pane.getChildren().add(running());
        } else {
            pane.getChildren()
                    .add(wrapped(context.texts()
                            .now(
                                    "wizard.model.fetchable",
                                    Figures.bytes(entry.download()),
                                    Figures.bytes(entry.memory()))));
            if (entry.gated()) {
                pane.getChildren().add(wrapped(context.texts().now("wizard.model.gated")));
            }
            Button start = shapes.button(
                    "model-download",
                    "wizard.model.download",
                    Feather.DOWNLOAD,
                    () -> fetch.start(entry.id(), entry.revision()));
            start.setDisable(!fetch.model().get().isEmpty());
            pane.getChildren().add(start);
        }
        if (fetch.failed().get().equals(entry.id())) {
            pane.getChildren().add(shapes.alarm("model-download-failure", fetch.failure()));
        }
        return pane;
    }

    private Node running() {
        ProgressBar bar = new ProgressBar();
        bar.setId("model-download-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(() -> fetch.progress().get().fraction(), fetch.progress()));
        Label figures = wrapped("");
        figures.setId("model-download-figures");
        figures.textProperty().bind(Bindings.createStringBinding(this::figures, fetch.progress()));
        Button cancel = shapes.button("model-download-cancel", "wizard.cancel", Feather.X, fetch::cancel);
        return new VBox(8, bar, figures, cancel);
    }

    private String figures() {
        ModelFetch.Progress at = fetch.progress().get();
        if (at.all() == 0) {
            return context.texts().now("wizard.model.asking");
        }
        return context.texts()
                .now(
                        "wizard.model.fetching",
                        Figures.bytes(at.done()),
                        Figures.bytes(at.all()),
                        Figures.bytes((long) at.speed()),
                        at.speed() < 1 ? "–" : Figures.duration(at.left()));
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }
}
