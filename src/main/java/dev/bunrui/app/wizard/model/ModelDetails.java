package dev.bunrui.app.wizard.model;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.look.Focus;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shelf.FetchPane;
import dev.bunrui.app.shelf.Fit;
import dev.bunrui.app.shelf.Tightest;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.Remedy;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.message.Figures;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What there is to know of the model that is chosen, its memory beside the machine's, and what would make it fit. */
final class ModelDetails {
    private final AppContext context;
    private final ModelsModel models;
    private final CostModel costs;
    private final Shapes shapes;
    private final FetchPane fetching;
    private final VBox content = new VBox(12);
    private final VBox view;

    ModelDetails(AppContext context, Draft draft, ModelsModel models, CostModel costs) {
        this.context = context;
        this.models = models;
        this.costs = costs;
        this.shapes = new Shapes(context.texts());
        this.fetching = new FetchPane("model-", context.texts(), context.fetch());
        content.setPadding(new Insets(0, 12, 0, 0)); // beside the scroll bar
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        this.view = shapes.card("wizard.model.chosen", scroll);
        view.setId("model-details");
        draft.option(Draft.MODEL).addListener(change -> Focus.keep(content, this::show));
        models.models().addListener((ListChangeListener<BaseModel>) change -> Focus.keep(content, this::show));
        costs.changes().addListener(change -> Focus.keep(content, this::show));
        context.fetch().changes().addListener(change -> Focus.keep(content, this::show));
        context.texts().language().addListener(change -> Focus.keep(content, this::show));
        show();
    }

    Node view() {
        return view;
    }

    private void show() {
        content.getChildren().clear();
        Optional<BaseModel> chosen = models.chosen();
        if (chosen.isEmpty()) {
            content.getChildren().add(shapes.label("wizard.model.lacking", "muted"));
            return;
        }
        BaseModel model = chosen.get();
        Label title = new Label(model.title());
        title.getStyleClass().add("figure");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        content.getChildren().add(title);
        model.entry().ifPresent(entry -> {
            Label note = new Label(entry.note(context.texts().language().get()));
            note.setWrapText(true);
            note.setMinHeight(Region.USE_PREF_SIZE);
            note.getStyleClass().add("muted");
            content.getChildren().add(note);
        });
        if (model.state().fetchable()) {
            content.getChildren().add(fetching.of(model));
        }
        model.refusal().ifPresent(why -> {
            Label refusal = new Label(new Wording(context.texts()).of(why));
            refusal.setId("model-refusal");
            refusal.setMinHeight(Region.USE_PREF_SIZE);
            refusal.setWrapText(true);
            refusal.getStyleClass().add("problem");
            content.getChildren().add(refusal);
        });
        costs.memory(model).ifPresent(need -> {
            Tightest tightest = costs.fit(need);
            Fit fit = tightest.fit();
            Label verdict = new Label(context.texts()
                    .now(
                            "wizard.model.verdict." + fit.key(),
                            Figures.bytes(tightest.need()),
                            Figures.bytes(tightest.there())));
            verdict.setId("model-verdict");
            verdict.setWrapText(true);
            verdict.setMinHeight(Region.USE_PREF_SIZE);
            verdict.getStyleClass().addAll("fit", fit.key().replace('_', '-'));
            content.getChildren().add(verdict);
            if (fit != Fit.FITS) {
                remedy(model);
            }
        });
        Facts facts = new Facts(context.texts());
        model.folder().ifPresent(folder -> describe(facts, folder));
        model.entry()
                .ifPresent(entry -> facts.add("wizard.model.licence", entry.licence() + "\n" + entry.licenceLink()));
        content.getChildren().add(facts.node());
        if (!model.ofHub() && model.entry().isEmpty()) {
            content.getChildren()
                    .add(shapes.button("model-forget", "wizard.model.forget", Feather.X, () -> models.remove(model)));
        }
    }

    private void describe(Facts facts, ModelFolder folder) {
        facts.add(
                        "wizard.model.layers",
                        folder.config().layers() + " × "
                                + Figures.count(folder.config().hiddenSize()))
                .add("wizard.model.vocabulary", Figures.count(folder.config().vocabSize()))
                .add("wizard.model.positions", Figures.count(folder.config().maxPositions()))
                .add("wizard.model.path", folder.path().toAbsolutePath().toString());
    }

    private void remedy(BaseModel model) {
        Optional<Remedy> remedy = costs.remedy(model);
        Label advice = new Label(remedy.map(found -> context.texts().now(found.key()))
                .orElseGet(() -> context.texts().now("remedy.none")));
        advice.setWrapText(true);
        content.getChildren().add(advice);
        remedy.ifPresent(found -> content.getChildren()
                .add(shapes.button("apply-remedy", "remedy.apply", Feather.CHECK, () -> costs.apply(found))));
    }
}
