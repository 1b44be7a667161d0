package dev.bunrui.app.wizard.review;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.slurm.SubmissionBar;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.OptionWords;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.wizard.grid.GridSummary;
import dev.bunrui.app.wizard.grid.GridTable;
import dev.bunrui.app.wizard.slurm.ScriptPane;
import dev.bunrui.app.wizard.slurm.SlurmCard;
import dev.bunrui.app.wizard.slurm.SlurmModel;
import dev.bunrui.app.wizard.training.CostsView;
import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepLine;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All that was chosen, on one page, and the start. */
public final class ReviewStep implements Step {
    private static final double SIDE = 380;
    private static final List<String> SHOWN = List.of(
            "max-length",
            "truncation",
            "stratified",
            "split-seed",
            "fold",
            "train-share",
            "lr",
            "epochs",
            "batch-size",
            "warmup-epochs",
            "weight-decay",
            "lora-r",
            "lora-alpha",
            "lora-dropout",
            "target-modules",
            "seed",
            "select",
            "patience",
            "micro-batch",
            "recompute",
            "precision",
            "weights",
            "device");

    private final AppContext context;
    private final Routes routes;
    private final Draft draft;
    private final DataModel data;
    private final ModelsModel models;
    private final SweepDraft sweep;
    private final GridModel grid;
    private final OptionWords words;
    private final StartModel model;
    private final SlurmModel slurm;
    private final SlurmStart slurmStart;
    private final ScriptPane script;
    private final TrialModel trial;
    private final Facts facts;
    private final TextArea command = new TextArea();
    private final ObservableValue<String> lacking;
    private final Node view;

    public ReviewStep(
            AppContext context,
            Routes routes,
            Draft draft,
            DataModel data,
            ModelsModel models,
            CostModel costs,
            SweepDraft sweep,
            GridModel grid,
            OptionWords words) {
        this(context, routes, draft, data, models, costs, sweep, grid, words, new SlurmModel(context, sweep, grid));
    }

    ReviewStep(
            AppContext context,
            Routes routes,
            Draft draft,
            DataModel data,
            ModelsModel models,
            CostModel costs,
            SweepDraft sweep,
            GridModel grid,
            OptionWords words,
            SlurmModel slurm) {
        this.context = context;
        this.routes = routes;
        this.draft = draft;
        this.data = data;
        this.models = models;
        this.sweep = sweep;
        this.grid = grid;
        this.words = words;
        this.trial = new TrialModel(context, draft, data);
        this.model = new StartModel(context, draft, data, sweep, grid);
        this.slurm = slurm;
        this.slurmStart = new SlurmStart(context, draft, data, sweep, grid, slurm);
        this.script = new ScriptPane(context, slurm, draft.name(), () -> slurmStart.save(this::submitted));
        Shapes shapes = new Shapes(context.texts());
        this.facts = new Facts(context.texts());
        ScrollPane scroll = new ScrollPane(facts.node());
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox all = shapes.card("wizard.review.all", scroll);
        all.setMinWidth(0);
        Node runs = new GridTable(context, sweep, grid, words).node();
        VBox.setVgrow(all, Priority.ALWAYS);
        VBox.setVgrow(runs, Priority.ALWAYS);
        VBox main = new VBox(14, all, runs);
        main.visibleProperty().bind(script.open().not());
        StackPane left = new StackPane(main, script.node());
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        Node summary = new GridSummary(context, sweep, grid, words, "review-grid", slurm.goesThere()).node();
        Node where = new SlurmCard(context, sweep, slurm, () -> script.open().set(true)).node();
        VBox side = new VBox(14, name(shapes), summary, where, costs(shapes, costs), command(shapes));
        ScrollPane sideScroll = new ScrollPane(side);
        sideScroll.setFitToWidth(true);
        sideScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        sideScroll.setMinWidth(SIDE);
        sideScroll.setPrefWidth(SIDE);
        HBox both = new HBox(16, left, sideScroll);
        VBox.setVgrow(both, Priority.ALWAYS);
        both.setMinHeight(0);
        this.view = new VBox(12, new SubmissionBar(context.texts(), slurmStart.submission(), "slurm").node(), both);
        List<Observable> watched = new ArrayList<>(List.of(
                data.loaded(),
                sweep.changes(),
                grid.found(),
                grid.refusal(),
                context.texts().language()));
        watched.addAll(List.of(slurm.observed()));
        this.lacking = Bindings.createStringBinding(this::missing, watched.toArray(Observable[]::new));
        for (Observable each : slurm.observed()) {
            each.addListener(change -> show());
        }
        sweep.changes().addListener(change -> show());
        data.loaded().addListener(change -> show());
        context.texts().language().addListener(change -> show());
    }

    private Node name(Shapes shapes) {
        TextField name = new TextField();
        name.setId("run-name-field");
        name.promptTextProperty().bind(context.texts().of("wizard.review.name-prompt"));
        name.textProperty().bindBidirectional(draft.name());
        name.disableProperty().bind(sweep.extended().isNotNull());
        return shapes.card(
                "wizard.review.name",
                name,
                shapes.label("wizard.review.name-what", "hint"),
                new Fields(shapes).problem("start-problem", model.failure()));
    }

    private Node command(Shapes shapes) {
        command.setId("command-line");
        command.setEditable(false);
        command.setWrapText(true);
        command.setPrefRowCount(4);
        command.accessibleTextProperty().bind(context.texts().of("wizard.review.command"));
        Button copy = shapes.button("copy-command", "wizard.review.copy", Feather.COPY, this::copy);
        return shapes.card("wizard.review.command", command, copy);
    }

    private Node costs(Shapes shapes, CostModel costs) {
        Node tried = new TrialView(context.texts(), trial).node();
        // Of a sweep, each run is tried when its turn comes.
        Shapes.only(tried, sweep.several().not());
        Node card = shapes.card("wizard.costs", new CostsView(context, models, costs, draft).node(), tried);
        Shapes.only(card, slurm.goesThere().not()); // what this machine can do is of no interest then
        return card;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(command.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void show() {
        facts.clear();
        LoadedData loaded = data.loaded().get();
        if (loaded != null) {
            facts.add("wizard.step.data", loaded.path().toString())
                    .add(
                            "wizard.review.articles",
                            context.texts()
                                    .now(
                                            "wizard.review.articles-of",
                                            Figures.count(loaded.articles().size()),
                                            loaded.inspection().classes().size()));
        }
        facts.add("wizard.step.model", value(Draft.MODEL));
        if (takesSeveral(Draft.TEMPLATE)) {
            facts.add("wizard.step.template", value(Draft.TEMPLATE));
        } else {
            facts.add("wizard.step.template", template(loaded));
        }
        for (String option : SHOWN) {
            facts.add("field." + option, value(option));
        }
        command.setText(
                sweep.several().get() && sweep.sound() && loaded != null
                        ? SweepLine.of(sweep.plan(loaded.path())) + slurm.commandLine()
                        : RunOptions.commandLine(draft.texts()));
    }

    private String template(@Nullable LoadedData loaded) {
        String chosen = draft.option(Draft.TEMPLATE).get();
        try {
            return Template.of(chosen, loaded == null || loaded.data().titled()).text();
        } catch (RequestException wrong) {
            return chosen;
        }
    }

    private boolean takesSeveral(String option) {
        return sweep.axes().stream().anyMatch(axis -> axis.option().equals(option));
    }

    private String value(String option) {
        return sweep.axes().stream()
                .filter(axis -> axis.option().equals(option))
                .findFirst()
                .map(axis -> words.of(option, axis.values().get()))
                .orElseGet(() -> words.of(option, draft.option(option).get()));
    }

    private String missing() {
        if (data.loaded().get() == null) {
            return context.texts().now("wizard.data.lacking");
        }
        if (!sweep.several().get()) {
            return "";
        }
        if (grid.found().get() != null) {
            return slurm.lacking();
        }
        String refusal = grid.refusal().get();
        return refusal.isEmpty() ? context.texts().now("sweep.working") : refusal;
    }

    /** A run is being asked for. */
    public BooleanBinding starting() {
        ReadOnlyBooleanProperty submitting = slurmStart.submission().busy();
        return Bindings.createBooleanBinding(
                () -> model.starting().get() || submitting.get(), model.starting(), submitting);
    }

    /** What starts it is to be called a submission. */
    public BooleanBinding submits() {
        return slurm.goesThere();
    }

    private void submitted(SweepFolder folder) {
        script.open().set(false);
        routes.watch(folder);
    }

    /** Asks for the run, or for the runs of the sweep, and leads there. */
    public void start() {
        trial.forget(); // it would take from the run what it needs
        if (slurm.goesThere().get()) {
            slurmStart.submit(this::submitted);
        } else if (sweep.several().get()) {
            model.startSweep(slurmStart::discard, routes::watch);
        } else {
            model.start(routes::watch);
        }
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
        model.forget();
        slurmStart.submission().forget();
        data.lookAgain();
        show();
    }
}
