package dev.bunrui.app.shelf;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.shelf.ModelState;
import dev.bunrui.message.Figures;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A model of the hub that is not wholly on this machine: fetches it, and shows how far that has come. */
public final class FetchPane {
    private final Texts texts;
    private final ModelFetch fetch;
    private final Shapes shapes;
    private final String prefix;

    /** {@code prefix} begins the ids of its controls. */
    public FetchPane(String prefix, Texts texts, ModelFetch fetch) {
        this.prefix = prefix;
        this.texts = texts;
        this.fetch = fetch;
        this.shapes = new Shapes(texts);
    }

    /** What there is to do about a model; {@code others} are further ways to come by it. */
    public Node of(BaseModel model, Button... others) {
        VBox pane = new VBox(8);
        pane.setId(prefix + "fetch");
        if (fetch.model().get().equals(model.id())) {
            pane.getChildren().add(running(model));
        } else if (fetch.waiting().contains(model.id())) {
            pane.getChildren().addAll(hint("shelf.waits"), cancel(model));
        } else {
            pane.getChildren().add(words(what(model)));
            HubSettings hub = fetch.settings();
            if (hub.offline()) {
                pane.getChildren().add(hint("shelf.offline"));
            } else if (model.state() == ModelState.GATED) {
                pane.getChildren().add(hint("shelf.gated"));
            }
            FlowPane ways = new FlowPane(8, 8, start(model));
            ways.getChildren().addAll(others);
            pane.getChildren().add(ways);
        }
        String failure = fetch.failure(model.id());
        if (!failure.isEmpty()) {
            Label why = new Label(failure);
            why.setId(prefix + "download-failure");
            why.setWrapText(true);
            why.setMinHeight(Region.USE_PREF_SIZE);
            VBox box = new VBox(why);
            box.getStyleClass().add("failure");
            pane.getChildren().add(box);
        }
        return pane;
    }

    private String what(BaseModel model) {
        String all = model.all() > 0 ? Figures.bytes(model.all()) : "?";
        if (model.state() == ModelState.PARTLY) {
            return model.all() > 0
                    ? texts.now("shelf.partly", Figures.bytes(model.stored()), all)
                    : texts.now("shelf.partly-unknown", Figures.bytes(model.stored()));
        }
        long memory = model.entry().map(CatalogueEntry::memory).orElse(0L);
        return texts.now("shelf.fetchable", all, Figures.bytes(memory));
    }

    private Button start(BaseModel model) {
        Button start = shapes.button(
                prefix + "download",
                model.state() == ModelState.PARTLY ? "shelf.go-on" : "shelf.download",
                Feather.DOWNLOAD,
                () -> fetch.start(model.wanted()),
                "accent");
        start.setDisable(fetch.settings().offline());
        return start;
    }

    private Button cancel(BaseModel model) {
        return shapes.button(prefix + "download-cancel", "wizard.cancel", Feather.X, () -> fetch.cancel(model.id()));
    }

    private Node running(BaseModel model) {
        ProgressBar bar = new ProgressBar();
        bar.setId(prefix + "download-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(() -> fetch.progress().get().fraction(), fetch.progress()));
        Label figures = words("");
        figures.setId(prefix + "download-figures");
        figures.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> figures(texts, fetch.progress().get()), fetch.progress()));
        return new VBox(8, bar, figures, hint("shelf.kept"), cancel(model));
    }

    /** How far it has come, in words. */
    public static String figures(Texts texts, ModelFetch.Progress at) {
        return at.all() == 0
                ? texts.now("shelf.asking")
                : texts.now(
                        "shelf.fetching",
                        Figures.bytes(at.done()),
                        Figures.bytes(at.all()),
                        Figures.bytes((long) at.speed()),
                        at.speed() < 1 ? "–" : Figures.duration(at.left()));
    }

    private Label hint(String key) {
        return shapes.label(key, "muted");
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
