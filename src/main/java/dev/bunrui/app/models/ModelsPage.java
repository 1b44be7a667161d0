package dev.bunrui.app.models;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.Part;
import dev.bunrui.app.look.SearchField;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.models.ModelDeeds.Removal;
import dev.bunrui.app.shelf.ModelWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.message.Figures;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** All base models, the details of one, and what comes and goes. */
public final class ModelsPage implements Page {
    private final AppContext context;
    private final Shapes shapes;
    private final ShownModels shown;
    private final ModelDeeds deeds;
    private final ModelsTable table;
    private final ModelPane details;
    private final StackPane view = new StackPane();

    /** {@code routes} lead to a new run with a model. */
    public ModelsPage(AppContext context, Routes routes) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        ModelWords words = new ModelWords(context.texts(), context.fetch());
        this.shown = new ShownModels(context, words);
        this.deeds = new ModelDeeds(context);
        this.table = new ModelsTable(context, shown, words, deeds::remove);
        this.details = new ModelPane(context, shown, deeds, routes);
        HBox both = new HBox(16, table.node(), new Part(details.node()));
        HBox.setHgrow(table.node(), Priority.ALWAYS);
        VBox.setVgrow(both, Priority.ALWAYS);
        both.setMinHeight(0);
        VBox main = new VBox(12, head(), bars(), both, new QueuePane(context, shown).node());
        main.getStyleClass().add("page");
        view.getChildren().add(main);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        context.models().look();
        details.begin();
    }

    private Node head() {
        SearchField search =
                new SearchField("models-search", context.texts(), "models.search", shown.query(), table.node());
        search.setPrefColumnCount(26);
        search.listenIn(view);
        CheckBox here = new CheckBox();
        here.setId("models-here");
        here.textProperty().bind(context.texts().of("models.here"));
        here.selectedProperty().bindBidirectional(shown.hereOnly());
        Button folder = shapes.button("models-folder", "wizard.model.folder", Feather.FOLDER_PLUS, this::addFolder);
        HBox head = new HBox(12, shapes.label("place.models", "page-title"), Shapes.spring(), here, search, folder);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void addFolder() {
        new FileDialogs(context.texts(), context.choices())
                .folder(view, "wizard.model.folder")
                .ifPresent(folder -> context.models().add(folder, shown.chosen()::set));
    }

    /** What there is to say: of the hub, of what was done last, and of what is about to be done. */
    private Node bars() {
        Label offline = shapes.label("models.offline");
        offline.setId("models-offline");
        HBox unreached = new HBox(offline);
        unreached.getStyleClass().add("notice");
        Shapes.only(
                unreached, new SimpleBooleanProperty(context.fetch().settings().offline()));
        Node unread = shapes.alarm("models-failure", context.models().failure());
        Node undone = shapes.alarm("models-trouble", deeds.failure());
        StringBinding said = deeds.said();
        Node done = shapes.bar("models-said", said, "notice", dismiss("models-dismiss"));
        Button remove = shapes.button(
                "models-remove-confirm", "models.remove-confirm", Feather.TRASH_2, deeds::confirm, "danger");
        Button keep = shapes.button("models-remove-keep", "models.remove-keep", Feather.X, deeds::forget, "flat");
        Node ask = shapes.bar("models-remove-question", question(), "failure", remove, keep);
        return Shapes.comingAndGoing(unreached, unread, undone, done, ask);
    }

    private Button dismiss(String id) {
        return shapes.button(id, "runs.dismiss", Feather.X, deeds::forget, "flat");
    }

    private StringBinding question() {
        return Bindings.createStringBinding(
                () -> {
                    Removal asked = deeds.removal().get();
                    if (asked == null) {
                        return "";
                    }
                    return context.texts()
                            .now(
                                    asked.runs() == 0 ? "models.remove-question" : "models.remove-question-runs",
                                    asked.model().title(),
                                    Figures.bytes(asked.model().stored()),
                                    Figures.count(asked.runs()));
                },
                deeds.removal(),
                context.texts().language());
    }
}
