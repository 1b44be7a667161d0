package dev.bunrui.app.home;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Wording;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What needs attention; not there while nothing does. */
final class AttentionCard {
    /** More would push the runs off the page. */
    private static final int SHOWN = 3;

    private final AppContext context;
    private final Routes routes;
    private final Shapes shapes;
    private final AttentionModel model;
    private final VBox lines = new VBox(8);
    private final VBox view;

    AttentionCard(AppContext context, Routes routes, AttentionModel model) {
        this.context = context;
        this.routes = routes;
        this.shapes = new Shapes(context.texts());
        this.model = model;
        this.view = shapes.card("attention.title", lines);
        view.setId("attention");
        view.getStyleClass().add("attention");
        Shapes.only(view, Bindings.isNotEmpty(model.matters()));
        model.matters().addListener((InvalidationListener) change -> fill());
    }

    Node view() {
        return view;
    }

    private void fill() {
        lines.getChildren().clear();
        model.matters().stream().limit(SHOWN).map(this::line).forEach(lines.getChildren()::add);
        int more = model.matters().size() - SHOWN;
        if (more > 0) {
            Label rest = new Label(context.texts().now(more == 1 ? "attention.one-more" : "attention.more", more));
            rest.getStyleClass().add("muted");
            lines.getChildren().add(rest);
        }
    }

    private Node line(AttentionModel.Matter matter) {
        Label sentence = new Label(new Wording(context.texts()).of(matter.sentence()));
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox line = new HBox(10, new FontIcon(Feather.ALERT_TRIANGLE), sentence);
        line.getStyleClass().add("attention-line");
        matter.run().ifPresent(run -> {
            Button open = shapes.button(
                    "attention-open-" + run.name(),
                    "attention.open",
                    Feather.ACTIVITY,
                    () -> routes.watch(run),
                    "small");
            line.getChildren().add(open);
        });
        return line;
    }
}
