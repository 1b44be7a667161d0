package dev.bunrui.app.wizard.model;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shelf.Fit;
import dev.bunrui.app.shelf.ModelCell;
import dev.bunrui.app.shelf.ModelWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.message.Figures;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The base model: a table to search, and what speaks for and against the one that is chosen. */
public final class ModelStep implements Step {
    private static final double DETAILS = 330;

    private final AppContext context;
    private final Draft draft;
    private final ModelsModel models;
    private final CostModel costs;
    private final Shapes shapes;
    private final ModelWords words;
    private final FilteredList<BaseModel> found;
    private final TableView<BaseModel> table = new TableView<>();
    private final TextField search = new TextField();
    private final ObservableValue<String> lacking;
    private final Node view;

    public ModelStep(AppContext context, Draft draft, ModelsModel models, CostModel costs) {
        this.context = context;
        this.draft = draft;
        this.models = models;
        this.costs = costs;
        this.shapes = new Shapes(context.texts());
        this.words = new ModelWords(context.texts(), context.fetch());
        this.found = new FilteredList<>(models.models());
        Node details = new ModelDetails(context, draft, models, costs).view();
        VBox list = list();
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox both = new HBox(16, list, details);
        ((VBox) details).setMinWidth(DETAILS);
        ((VBox) details).setPrefWidth(DETAILS);
        this.view = both;
        this.lacking = Bindings.createStringBinding(
                this::missing,
                draft.option(Draft.MODEL),
                models.models(),
                context.texts().language());
        draft.option(Draft.MODEL).addListener(change -> select());
        models.models().addListener((ListChangeListener<BaseModel>) change -> select());
    }

    private VBox list() {
        search.setId("model-search");
        search.promptTextProperty().bind(context.texts().of("wizard.model.search"));
        search.accessibleTextProperty().bind(context.texts().of("wizard.model.search"));
        search.textProperty().addListener(change -> filter());
        Button folder = shapes.button("model-folder", "wizard.model.folder", Feather.FOLDER_PLUS, this::chooseFolder);
        table.setId("models");
        SortedList<BaseModel> sorted = new SortedList<>(found);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setPlaceholder(shapes.label("wizard.model.none", "muted"));
        table.getStyleClass().add("models");
        table.getColumns().add(ModelCell.column(context.texts().of("wizard.model.name"), 300, words));
        new Columns<>(context.texts(), table)
                .values("wizard.model.parameters", 70, ModelStep::parameters, Figures::parameters)
                .words("wizard.model.state", 105, words::state)
                .words("wizard.model.fit", 90, this::fit);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, chosen) -> {
            if (chosen != null) {
                draft.option(Draft.MODEL).set(chosen.id());
            }
        });
        costs.changes().addListener(change -> table.refresh());
        context.fetch().changes().addListener(change -> table.refresh());
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox row = new HBox(8, search, folder);
        HBox.setHgrow(search, Priority.ALWAYS);
        VBox card = shapes.card("wizard.model.models", row, shapes.alarm("model-failure", models.failure()), table);
        card.setMinWidth(0);
        return card;
    }

    private static @Nullable Long parameters(BaseModel model) {
        return model.parameters() == 0 ? null : model.parameters();
    }

    /** Of a model that is not here as well, by what its training takes at least. */
    private String fit(BaseModel model) {
        return costs.memory(model)
                .map(need -> costs.fit(need).fit())
                .or(() -> model.entry()
                        .filter(entry -> costs.available() > 0)
                        .map(entry -> Fit.of(entry.memory(), costs.available())))
                .map(fit -> context.texts().now("fit." + fit.key()))
                .orElse("–");
    }

    private void filter() {
        found.setPredicate(model -> words.matches(model, search.getText()));
        select();
    }

    /** The table shows what the draft says. */
    private void select() {
        models.chosen().filter(found::contains).ifPresent(table.getSelectionModel()::select);
    }

    private void chooseFolder() {
        new FileDialogs(context.texts(), context.choices())
                .folder(table, "wizard.model.folder")
                .ifPresent(models::add);
    }

    private String missing() {
        return models.chosen()
                .map(model -> model.state().usable()
                        ? ""
                        : context.texts()
                                .now(model.state().fetchable() ? "wizard.model.away" : "wizard.model.unusable"))
                .orElseGet(() -> context.texts().now("wizard.model.lacking"));
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
        models.look();
        costs.look();
    }
}
