package dev.bunrui.app.runs;

import dev.bunrui.app.chart.RunCurves;
import dev.bunrui.app.label.Corrections;
import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Lazily;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.service.ListedRun;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The chosen run: what can be done with it, how it did, its curves and its settings. */
final class RunDetails {
    private final AppContext context;
    private final RunsModel model;
    private final ErrorsModel errors;
    private final TestResult test;
    private final RunCurves curves;
    private final RunFacts facts;
    private final ConfidenceModel confidence;
    private final ConfidenceTab confidences;
    private final RelabelPane relabel;
    private final Wording wording;
    private final Trouble trouble;
    private final LogReader log;
    private final StackPane node = new StackPane();

    /** Who leafs through the runs does not wait for each. */
    private final PauseTransition settled = new PauseTransition(Duration.millis(50));

    private ReadOnlyBooleanProperty errorsLookedAt = new SimpleBooleanProperty();
    private boolean shown;

    /** The run whose settings and result are shown now. */
    private @Nullable RunSummary written;

    RunDetails(
            AppContext context,
            RunsModel model,
            RunWords words,
            RunDeeds deeds,
            Routes routes,
            Corrections corrections) {
        this.context = context;
        this.wording = new Wording(context.texts());
        this.trouble = new Trouble(context.texts());
        this.model = model;
        this.errors = new ErrorsModel(context.work(), context.texts());
        this.test = new TestResult(context.texts(), errors, new RelabelPane(context, routes, corrections, "cell"));
        this.curves = new RunCurves(context.texts(), "run-");
        this.facts = new RunFacts(context.texts());
        this.confidence = new ConfidenceModel(context.work(), new Trouble(context.texts()));
        this.confidences = new ConfidenceTab(context.texts(), confidence);
        this.relabel = new RelabelPane(context, routes, corrections, "misread");
        this.log = new LogReader(context.work(), curves, trouble);
        Shapes shapes = new Shapes(context.texts());
        Label none = shapes.label("runs.choose", "muted");
        none.visibleProperty().bind(model.chosen().isNull());
        Node content = content(shapes, words, new RunActions(context, model, deeds, routes));
        content.visibleProperty().bind(model.chosen().isNotNull());
        node.getChildren().addAll(none, content);
        node.setMinHeight(0);
        settled.setOnFinished(event -> show(model.chosen().get()));
        model.chosen().addListener(change -> settled.playFromStart());
        context.texts().language().addListener(change -> {
            written = null;
            if (shown) {
                settled.playFromStart();
            }
        });
    }

    Node node() {
        return node;
    }

    void begin() {
        shown = true;
        settled.playFromStart();
        log.begin();
    }

    void end() {
        shown = false;
        settled.stop();
        log.end();
    }

    private Node content(Shapes shapes, RunWords words, RunActions actions) {
        Label name = shapes.shown(chosen(run -> run.folder().name()), "card-title");
        name.setId("chosen-name");
        name.setWrapText(false);
        Label state = shapes.shown(chosen(words::state), "muted");
        state.setId("chosen-state");
        state.setWrapText(false);
        HBox title = new HBox(12, name, state);
        title.setAlignment(Pos.CENTER_LEFT);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(12, title, actions.node());
        Tab sure = Lazily.tab("tab-confidence", context.texts().of("runs.tab-confidence"), confidences.node());
        confidence.wanted().bind(sure.selectedProperty());
        TabPane tabs = new TabPane(
                Lazily.tab("tab-test", context.texts().of("runs.tab-test"), test.node()),
                errors(),
                sure,
                Lazily.tab("tab-curves", context.texts().of("runs.tab-curves"), padded(curves.node())),
                Lazily.tab("tab-settings", context.texts().of("runs.tab-settings"), facts.node()));
        tabs.setId("run-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        Shapes.only(
                tabs,
                Bindings.createBooleanBinding(() -> model.chosen().get() instanceof ListedRun.Known, model.chosen()));
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox box = new VBox(8, head, shapes.alarm("chosen-failure", failure()), tabs);
        box.setMinHeight(0);
        box.getStyleClass().add("run-details");
        return box;
    }

    /** The articles are read only for whoever looks at this tab, or at a cell of the matrix. */
    private Tab errors() {
        BooleanBinding unfinished = Bindings.createBooleanBinding(
                () -> !(model.chosen().get() instanceof ListedRun.Known known)
                        || known.summary().result().isEmpty(),
                model.chosen());
        Node content = new ErrorsTab(context.texts(), errors, relabel, unfinished).node();
        Tab tab = Lazily.tab("tab-errors", context.texts().of("runs.tab-errors"), content);
        errorsLookedAt = tab.selectedProperty();
        tab.selectedProperty().addListener(change -> wantErrors());
        return tab;
    }

    private void wantErrors() {
        if (errorsLookedAt.get()) {
            errors.want();
        }
    }

    private static Node padded(Node content) {
        VBox box = new VBox(content);
        box.getStyleClass().add("tab-content");
        VBox.setVgrow(content, Priority.ALWAYS);
        return box;
    }

    private StringBinding chosen(Function<ListedRun, String> words) {
        return Bindings.createStringBinding(
                () -> {
                    ListedRun run = model.chosen().get();
                    return run == null ? "" : words.apply(run);
                },
                model.chosen(),
                context.texts().language());
    }

    /** Why the run failed, or why it cannot be read; empty if all is well. */
    private StringBinding failure() {
        return Bindings.createStringBinding(
                () -> {
                    ListedRun run = model.chosen().get();
                    if (run instanceof ListedRun.Damaged damaged) {
                        return wording.of(damaged.why());
                    }
                    String unread = trouble.sentence().get();
                    return unread.isEmpty() && run instanceof ListedRun.Known known ? why(known) : unread;
                },
                model.chosen(),
                trouble.sentence(),
                context.texts().language());
    }

    private String why(ListedRun.Known run) {
        return run.state() != State.FAILED && run.state() != State.SILENT
                ? ""
                : run.summary()
                        .failure()
                        .map(RunFailure::sentence)
                        .map(wording::of)
                        .orElse("");
    }

    private void show(@Nullable ListedRun run) {
        RunSummary now = run instanceof ListedRun.Known known ? known.summary() : null;
        RunSummary before = written;
        log.follow(now == null ? null : now.folder());
        errors.follow(now == null || now.result().isEmpty() ? null : now.folder());
        // A run that is worked on is read anew every second: what did not change is not laid out again.
        if (now != null && (before == null || !alike(before, now))) {
            facts.show(now);
            test.show(now.result().orElse(null));
            confidence.turn(now.result().isPresent() ? now.folder() : null);
            written = now;
            wantErrors();
        }
    }

    private static boolean alike(RunSummary before, RunSummary now) {
        return before.folder().equals(now.folder())
                && before.settings().equals(now.settings())
                && before.manifest().equals(now.manifest())
                && before.result().equals(now.result());
    }
}
