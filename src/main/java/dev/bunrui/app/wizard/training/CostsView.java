package dev.bunrui.app.wizard.training;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.message.Figures;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What the run will take: memory by part, and time. */
public final class CostsView {
    private final AppContext context;
    private final ModelsModel models;
    private final CostModel costs;
    private final VBox node = new VBox(12);

    public CostsView(AppContext context, ModelsModel models, CostModel costs, Draft draft) {
        this.context = context;
        this.models = models;
        this.costs = costs;
        costs.changes().addListener(change -> show());
        models.models().addListener((ListChangeListener<BaseModel>) change -> show());
        draft.option(Draft.MODEL).addListener(change -> show());
        context.texts().language().addListener(change -> show());
        show();
    }

    public Node node() {
        return node;
    }

    private void show() {
        node.getChildren().clear();
        Optional<BaseModel> model = models.chosen();
        Facts facts = new Facts(context.texts());
        node.getChildren().add(facts.node());
        model.flatMap(costs::memory).ifPresent(need -> {
            facts.add("cost.memory", Figures.bytes(need.onDevice()))
                    .add("cost.weights", Figures.bytes(need.weights()))
                    .add("cost.adapter", Figures.bytes(need.adapter()))
                    .add("cost.activations", Figures.bytes(need.activations()))
                    .add(
                            need.onCard() ? "cost.context" : "cost.program",
                            Figures.bytes(need.onCard() ? need.context() : need.program()))
                    .add("cost.available", Figures.bytes(costs.available()));
            if (need.onCard()) {
                facts.add("cost.main", Figures.bytes(need.inMainMemory()));
            }
            String fit = costs.fit(need).fit().key();
            Label verdict = new Label(context.texts().now("fit." + fit));
            verdict.getStyleClass().addAll("fit", fit.replace('_', '-'));
            node.getChildren().add(0, verdict);
        });
        String time = model.flatMap(costs::time)
                .map(need -> Figures.duration(need.seconds()))
                .orElse("–");
        facts.add("cost.time", time);
        Label basis = new Label(context.texts()
                .now(model.flatMap(costs::time)
                        .map(need -> need.measured() ? "cost.measured" : "cost.estimated")
                        .orElse("cost.unknown")));
        basis.setWrapText(true);
        basis.getStyleClass().add("hint");
        node.getChildren().add(basis);
    }
}
