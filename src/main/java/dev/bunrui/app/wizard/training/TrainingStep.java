package dev.bunrui.app.wizard.training;

import dev.bunrui.app.look.Lazily;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.wizard.draft.AxisDraft;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.OptionWords;
import dev.bunrui.app.wizard.draft.Setting;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.wizard.grid.GridSummary;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.Machine;
import dev.bunrui.torch.ComputeDevice;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** How the adapter is trained: what most people change first, the rest folded, and what it will take. */
public final class TrainingStep implements Step {
    private static final double COSTS = 300;

    private final AppContext context;
    private final Draft draft;
    private final ModelsModel models;
    private final CostModel costs;
    private final SweepDraft sweep;
    private final Wording wording;
    private final ObservableValue<String> lacking;
    private final Node view;

    public TrainingStep(
            AppContext context,
            Draft draft,
            ModelsModel models,
            CostModel costs,
            SweepDraft sweep,
            GridModel grid,
            OptionWords words) {
        this.context = context;
        this.draft = draft;
        this.models = models;
        this.costs = costs;
        this.sweep = sweep;
        this.wording = new Wording(context.texts());
        Shapes shapes = new Shapes(context.texts());
        VBox common = new VBox(10);
        Setting.COMMON.forEach(setting -> common.getChildren().add(field(shapes, setting)));
        VBox expert = new VBox(10);
        Setting.EXPERT.forEach(setting -> expert.getChildren().add(field(shapes, setting)));
        TitledPane folded = Lazily.folded("expert-settings", context.texts().of("wizard.training.expert"), expert);
        TitledPane several = Lazily.folded(
                "sweep-settings",
                context.texts().of("sweep.title"),
                new SweepForm(context, draft, sweep, models).node());
        sweep.axes().addListener((ListChangeListener<AxisDraft>) change -> {
            if (sweep.several().get()) {
                several.setExpanded(true); // that it is no single run must be seen
            }
        });
        Button reset = shapes.button("reset-settings", "wizard.training.reset", Feather.ROTATE_CCW, this::reset);
        VBox form = new VBox(16, common, folded, several, reset);
        form.getStyleClass().add("tab-content");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox card = shapes.card("wizard.training.settings", scroll);
        card.setMinWidth(0);
        HBox.setHgrow(card, Priority.ALWAYS);
        VBox estimate = shapes.card("wizard.costs", new CostsView(context, models, costs, draft).node());
        VBox side = new VBox(14, new GridSummary(context, sweep, grid, words, "grid").node(), estimate);
        ScrollPane sideScroll = new ScrollPane(side);
        sideScroll.setFitToWidth(true);
        sideScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        sideScroll.setMinWidth(COSTS);
        sideScroll.setPrefWidth(COSTS);
        this.view = new HBox(16, card, sideScroll);
        this.lacking = Bindings.createStringBinding(
                this::missing,
                sweep.changes(),
                models.models(),
                costs.machine(),
                context.texts().language());
        lacking.addListener(change -> {
            if (wrong(Setting.EXPERT).findAny().isPresent()) {
                folded.setExpanded(true); // what is wrong must not be hidden
            }
        });
    }

    private Node field(Shapes shapes, Setting setting) {
        ObservableValue<String> problem = Bindings.createStringBinding(
                () -> wording.of(problem(setting)),
                draft.option(setting.option()),
                draft.option("epochs"),
                draft.option(Draft.MODEL),
                models.models(),
                costs.machine(),
                context.texts().language());
        return new SettingField(context, shapes, draft, setting).view(problem);
    }

    private String problem(Setting setting) {
        String problem = draft.problem(setting.option());
        return !problem.isEmpty()
                ? problem
                : switch (setting.option()) {
                    case "target-modules" -> targets();
                    case "device" -> device();
                    default -> "";
                };
    }

    /** Which cards there are only the machine tells; what can be no device at all is told without it. */
    private String device() {
        Machine known = costs.machine().get();
        try {
            ComputeDevice.of(
                    draft.only("device").device(),
                    known == null ? Integer.MAX_VALUE : known.devices().size() - 1);
            return "";
        } catch (RequestException absent) {
            return wording.of(absent);
        }
    }

    /** Which projections a network has only its model tells. */
    private String targets() {
        try {
            models.chosen()
                    .flatMap(BaseModel::folder)
                    .ifPresent(folder -> draft.only("target-modules")
                            .lora()
                            .of(folder.config())
                            .checkTargets(Projection.of(folder.config())));
            return "";
        } catch (RequestException unknown) {
            return wording.of(unknown);
        }
    }

    private String missing() {
        return wrong(Setting.ALL)
                .findFirst()
                .orElseGet(() -> sweep.sound() ? "" : context.texts().now("sweep.lacking"));
    }

    private Stream<String> wrong(List<Setting> settings) {
        return settings.stream().map(setting -> wording.of(problem(setting))).filter(problem -> !problem.isEmpty());
    }

    private void reset() {
        draft.reset(Setting.ALL.stream().map(Setting::option).toList());
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<String> lacking() {
        return lacking;
    }
}
