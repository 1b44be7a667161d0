package dev.bunrui.app.models;

import dev.bunrui.app.look.Focus;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shelf.FetchPane;
import dev.bunrui.app.shelf.ModelFetch;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.llm.shelf.BaseModel;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is being fetched, what waits for its turn, and what could not be had, whichever model is looked at. */
final class QueuePane {
    private static final double NAME = 300;

    private final AppContext context;
    private final ShownModels shown;
    private final Shapes shapes;
    private final VBox rows = new VBox(2);

    QueuePane(AppContext context, ShownModels shown) {
        this.context = context;
        this.shown = shown;
        this.shapes = new Shapes(context.texts());
        rows.setId("models-queue");
        rows.getStyleClass().add("notice");
        context.fetch().changes().addListener(change -> Focus.keep(rows, this::fill));
        shown.chosen().addListener(change -> Focus.keep(rows, this::fill));
        context.texts().language().addListener(change -> Focus.keep(rows, this::fill));
        fill();
    }

    Node node() {
        return rows;
    }

    private void fill() {
        ModelFetch fetch = context.fetch();
        rows.getChildren().clear();
        if (!fetch.model().get().isEmpty()) {
            rows.getChildren().add(running(fetch.model().get()));
        }
        for (String id : fetch.waiting()) {
            rows.getChildren().add(row("line", name(id), shapes.label("shelf.waits", "muted"), cancel(id)));
        }
        for (String id : fetch.failed()) {
            // Of the one that is looked at it is said beside it.
            if (!id.equals(shown.chosen().get())) {
                Label why = new Label(fetch.failure(id));
                why.setId("models-queue-failure");
                why.setWrapText(true);
                why.setMinHeight(Region.USE_PREF_SIZE);
                rows.getChildren()
                        .add(row(
                                "failure",
                                why,
                                shapes.button(
                                        "models-queue-dismiss",
                                        "runs.dismiss",
                                        Feather.X,
                                        () -> fetch.forget(id),
                                        "flat",
                                        "small")));
            }
        }
        boolean any = !rows.getChildren().isEmpty();
        rows.setVisible(any);
        rows.setManaged(any);
    }

    private Node running(String id) {
        ModelFetch fetch = context.fetch();
        ProgressBar bar = new ProgressBar();
        bar.setId("models-queue-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(() -> fetch.progress().get().fraction(), fetch.progress()));
        Label figures = new Label();
        figures.setId("models-queue-figures");
        figures.setMinWidth(Region.USE_PREF_SIZE);
        figures.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> FetchPane.figures(
                                context.texts(), fetch.progress().get()),
                        fetch.progress()));
        return row("line", name(id), bar, figures, cancel(id));
    }

    private Button cancel(String id) {
        return shapes.button(
                "models-queue-cancel",
                "wizard.cancel",
                Feather.X,
                () -> context.fetch().cancel(id),
                "flat");
    }

    private Label name(String id) {
        Label name = new Label(context.models().find(id).map(BaseModel::title).orElse(id));
        name.setMaxWidth(NAME);
        return name;
    }

    /** The second of the nodes takes what room there is; if it is the last but one, the first does. */
    private static Node row(String style, Node... nodes) {
        HBox row = new HBox(12, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add(style);
        Node wide = nodes[nodes.length > 2 ? 1 : 0];
        HBox.setHgrow(wide, Priority.ALWAYS);
        if (wide instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        return row;
    }
}
