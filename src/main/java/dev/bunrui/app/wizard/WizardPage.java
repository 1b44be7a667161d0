package dev.bunrui.app.wizard;

import dev.bunrui.app.look.Focus;
import dev.bunrui.app.look.Pile;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.wizard.data.DataStep;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.OptionWords;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.wizard.draft.Tokenizers;
import dev.bunrui.app.wizard.model.ModelStep;
import dev.bunrui.app.wizard.review.ReviewStep;
import dev.bunrui.app.wizard.template.TemplateStep;
import dev.bunrui.app.wizard.training.TrainingStep;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A new run in five steps. One can go back and forth; a step can be entered when all before it are done. */
public final class WizardPage implements Page {
    private static final String[] NAMES = {"data", "model", "template", "training", "review"};
    private static final int TRAINING = 3;
    private static final KeyCombination BACK = new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);
    private static final KeyCombination NEXT = new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN);

    private final AppContext context;
    private final Draft draft = new Draft();
    private final Tokenizers tokenizers = new Tokenizers();
    private final DataModel data;
    private final ModelsModel models;
    private final CostModel costs;
    private final SweepDraft sweep;
    private final GridModel grid;
    private final List<Step> steps;
    private final ReviewStep review;
    private final IntegerProperty current = new SimpleIntegerProperty(-1);
    private final Pile content;
    private final VBox view = new VBox(14);

    /** {@code routes} lead to the run that was started. */
    public WizardPage(AppContext context, Routes routes) {
        this.context = context;
        this.data = new DataModel(context, draft);
        LengthsModel lengths = new LengthsModel(context, draft, data, tokenizers);
        this.models = new ModelsModel(context, draft);
        this.costs = new CostModel(context, draft, data, lengths);
        this.sweep = new SweepDraft(draft);
        this.grid = new GridModel(context, sweep, data, costs);
        OptionWords words = new OptionWords(context.texts(), models);
        this.review = new ReviewStep(context, routes, draft, data, models, costs, sweep, grid, words);
        this.steps = List.of(
                new DataStep(context, draft, data, lengths),
                new ModelStep(context, draft, models, costs),
                new TemplateStep(context, draft, data, models, lengths, tokenizers),
                new TrainingStep(context, draft, models, costs, sweep, grid, words),
                review);
        context.choices().now().addListener(change -> prefer());
        prefer();
        Shapes shapes = new Shapes(context.texts());
        view.getStyleClass().add("page");
        this.content = new Pile(
                steps.stream().<Supplier<Node>>map(step -> step::view).toList(),
                context.theme().dark(),
                context.texts().language());
        VBox.setVgrow(content.node(), Priority.ALWAYS);
        content.node().setMinHeight(0);
        view.getChildren().addAll(shapes.label("place.wizard", "page-title"), trail(), content.node(), foot(shapes));
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keys);
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
        turnTo(0);
    }

    @Override
    public Node view() {
        return view;
    }

    /** Nothing is read before: most windows are opened for something else. */
    @Override
    public void shown() {
        models.look();
        costs.look();
        steps.get(current.get()).shown();
        content.makeReady();
    }

    /** To what the step asks for, past the way that leads to the steps. */
    @Override
    public void takeKeys() {
        Focus.first(content.node());
    }

    @Override
    public void hidden() {
        tokenizers.close();
        grid.rest();
    }

    /** Takes another run's settings as the beginning of a new one. */
    public void startFrom(RunSettings settings) {
        sweep.clear();
        draft.take(settings, named(settings.data()));
        show(0);
    }

    /** Takes a sweep's plan, to add runs to it; what takes several values there has the first of them. */
    public void extend(SweepFolder folder, SweepPlan plan) {
        Map<String, String> texts = new LinkedHashMap<>(plan.base());
        plan.axes().forEach(axis -> texts.put(axis.option(), axis.values().get(0)));
        draft.take(RunOptions.parse(texts, plan.data()), named(plan.data()));
        sweep.extend(folder, plan);
        show(TRAINING);
    }

    private String named(Path data) {
        Path sample = new DataLocator(
                        context.folders().sampleData(), context.folders().data())
                .locate(DataLocator.SAMPLE);
        return data.equals(sample) ? DataLocator.SAMPLE : data.toString();
    }

    /** Takes a base model for the run that is put together, whatever else was chosen for it. */
    public void trainWith(String model) {
        draft.option(Draft.MODEL).set(model);
        show(0);
    }

    /** What the user computes on and in is chosen once, for all runs. */
    private void prefer() {
        draft.prefer("device", context.choices().now().get().device());
        draft.prefer("precision", context.choices().now().get().precision());
    }

    private void keys(KeyEvent event) {
        if (BACK.match(event) && current.get() > 0) {
            show(current.get() - 1);
            event.consume();
        } else if (NEXT.match(event) && current.get() < steps.size() - 1 && done(current.get())) {
            show(current.get() + 1);
            event.consume();
        }
    }

    /** Where Enter means nothing of its own it goes on, as it does in a text field. */
    private void enter(KeyEvent event) {
        boolean idle = event.getTarget() instanceof RadioButton || event.getTarget() instanceof TableView;
        if (idle && event.getCode() == KeyCode.ENTER && current.get() < steps.size() - 1 && done(current.get())) {
            show(current.get() + 1);
            event.consume();
        }
    }

    private void show(int step) {
        if (step != current.get()) {
            turnTo(step);
            steps.get(step).shown();
            takeKeys();
        }
    }

    private void turnTo(int step) {
        current.set(step);
        content.show(steps.get(step).view());
    }

    private boolean done(int step) {
        return steps.get(step).lacking().getValue().isEmpty();
    }

    /** All steps before one are done. */
    private BooleanBinding open(int step) {
        List<Observable> lacking = new ArrayList<>();
        steps.subList(0, step).forEach(before -> lacking.add(before.lacking()));
        return Bindings.createBooleanBinding(
                () -> {
                    for (int before = 0; before < step; before++) {
                        if (!done(before)) {
                            return false;
                        }
                    }
                    return true;
                },
                lacking.toArray(Observable[]::new));
    }

    private Node trail() {
        HBox trail = new HBox(6);
        trail.getStyleClass().add("trail");
        ToggleGroup group = new ToggleGroup();
        for (int step = 0; step < steps.size(); step++) {
            int number = step;
            ToggleButton button = new ToggleButton();
            button.setId("step-" + NAMES[step]);
            button.textProperty()
                    .bind(Bindings.concat(step + 1, "  ", context.texts().of("wizard.step." + NAMES[step])));
            button.setToggleGroup(group);
            button.disableProperty().bind(open(step).not());
            button.setOnAction(event -> {
                button.setSelected(true);
                show(number);
            });
            current.addListener(change -> button.setSelected(current.get() == number));
            trail.getChildren().add(button);
        }
        return trail;
    }

    private Node foot(Shapes shapes) {
        Button back = shapes.button("wizard-back", "wizard.back", Feather.ARROW_LEFT, () -> show(current.get() - 1));
        back.disableProperty().bind(current.lessThanOrEqualTo(0));
        Button next = shapes.button(
                "wizard-next", "wizard.next", Feather.ARROW_RIGHT, () -> show(current.get() + 1), "accent");
        next.setContentDisplay(ContentDisplay.RIGHT);
        Button start = shapes.button("wizard-start", "wizard.start", Feather.PLAY, review::start, "accent");
        start.textProperty().unbind();
        start.textProperty()
                .bind(Bindings.when(review.submits())
                        .then(context.texts().of("wizard.submit"))
                        .otherwise(context.texts().of("wizard.start")));
        int last = steps.size() - 1;
        Shapes.only(next, current.lessThan(last));
        Shapes.only(start, current.isEqualTo(last));
        next.defaultButtonProperty().bind(next.visibleProperty());
        start.defaultButtonProperty().bind(start.visibleProperty());
        start.disableProperty().bind(open(steps.size()).not().or(review.starting()));
        List<Observable> watched = new ArrayList<>(List.of(current));
        steps.forEach(step -> watched.add(step.lacking()));
        Observable[] all = watched.toArray(Observable[]::new);
        next.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> current.get() >= 0 && !done(current.get()), all));
        Label why = shapes.shown(
                Bindings.createStringBinding(
                        () -> current.get() < 0
                                ? ""
                                : steps.get(current.get()).lacking().getValue(),
                        all),
                "muted");
        why.setId("wizard-lacking");
        HBox foot = new HBox(12, back, Shapes.spring(), why, next, start);
        foot.setStyle("-fx-alignment: center-left;");
        return foot;
    }
}
