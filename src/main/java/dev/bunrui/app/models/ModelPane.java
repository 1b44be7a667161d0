package dev.bunrui.app.models;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.Focus;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shelf.FetchPane;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Wording;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.service.Machine;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The model that is looked at: how it comes here, what can be done with it, and what there is to know of it. */
final class ModelPane {
    private static final double WIDTH = 370;

    private final AppContext context;
    private final ShownModels shown;
    private final ModelDeeds deeds;
    private final Routes routes;
    private final Shapes shapes;
    private final FetchPane fetching;
    private final ModelFacts facts;
    private final ObjectProperty<@Nullable Machine> machine = new SimpleObjectProperty<>();
    private final VBox content = new VBox(12);
    private final VBox view;

    ModelPane(AppContext context, ShownModels shown, ModelDeeds deeds, Routes routes) {
        this.context = context;
        this.shown = shown;
        this.deeds = deeds;
        this.routes = routes;
        this.shapes = new Shapes(context.texts());
        this.fetching = new FetchPane("models-", context.texts(), context.fetch());
        this.facts = new ModelFacts(context.texts(), deeds::page);
        content.setPadding(new Insets(0, 12, 0, 0)); // beside the scroll bar
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        this.view = new VBox(scroll);
        view.setId("models-details");
        view.getStyleClass().add("card");
        view.setMinWidth(WIDTH);
        view.setPrefWidth(WIDTH);
        Observable[] all = {
            shown.chosen(),
            context.fetch().changes(),
            deeds.verifying(),
            machine,
            context.texts().language()
        };
        for (Observable one : all) {
            one.addListener(change -> show());
        }
        context.models().models().addListener((ListChangeListener<BaseModel>) change -> show());
        show();
    }

    Node node() {
        return view;
    }

    /** Looks at the machine, whose free memory changes. */
    void begin() {
        context.work().once(context.machine()::look, machine::set, unknown -> {});
    }

    private void show() {
        Focus.keep(content, () -> {
            content.getChildren().clear();
            shown.model().ifPresent(this::show);
        });
    }

    private void show(BaseModel model) {
        content.getChildren().add(words(model.title(), "figure", "models-title"));
        model.entry()
                .ifPresent(entry -> content.getChildren()
                        .add(words(entry.note(context.texts().language().get()), "muted", "models-note")));
        if (model.state().fetchable()) {
            content.getChildren().add(fetching.of(model, copy(model)));
        }
        model.refusal()
                .ifPresent(why -> content.getChildren()
                        .add(words(new Wording(context.texts()).of(why), "problem", "models-refusal")));
        Node ways = ways(model);
        if (!((FlowPane) ways).getChildren().isEmpty()) {
            content.getChildren().add(ways);
        }
        Machine known = machine.get();
        if (known != null && model.refusal().isEmpty()) {
            facts.verdict(model, known).ifPresent(content.getChildren()::add);
        }
        content.getChildren().add(facts.of(model));
    }

    private Button copy(BaseModel model) {
        return shapes.button(
                "models-copy",
                "models.copy",
                Feather.HARD_DRIVE,
                () -> new FileDialogs(context.texts(), context.choices())
                        .folder(view, "models.copy")
                        .ifPresent(folder -> context.fetch().copy(model.wanted(), folder)));
    }

    private FlowPane ways(BaseModel model) {
        FlowPane ways = new FlowPane(8, 8);
        if (model.state().usable()) {
            ways.getChildren()
                    .add(shapes.button(
                            "models-use",
                            "models.use",
                            Feather.PLUS_CIRCLE,
                            () -> routes.trainWith(model.id()),
                            "accent"));
            boolean reading = deeds.verifying().get().equals(model.id());
            Button verify = reading
                    ? shapes.button("models-verify-stop", "models.verify-stop", Feather.X, deeds::stopVerifying)
                    : shapes.button("models-verify", "models.verify", Feather.SHIELD, () -> deeds.verify(model));
            verify.setDisable(!reading && !deeds.verifying().get().isEmpty());
            ways.getChildren().add(verify);
        }
        model.place()
                .ifPresent(folder -> ways.getChildren()
                        .add(shapes.button(
                                "models-open", "runs.open-folder", Feather.FOLDER, () -> deeds.open(folder))));
        boolean busy = context.fetch().model().get().equals(model.id());
        if (model.ofHub() && model.stored() > 0 && !busy) {
            ways.getChildren().add(removal("models.remove", Feather.TRASH_2, model));
        } else if (!model.ofHub() && model.entry().isEmpty()) {
            ways.getChildren().add(removal("wizard.model.forget", Feather.X, model));
        }
        return ways;
    }

    private Button removal(String key, Feather icon, BaseModel model) {
        return shapes.button("models-remove", key, icon, () -> deeds.remove(model));
    }

    private static Label words(String text, String style, String id) {
        Label label = new Label(text);
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
