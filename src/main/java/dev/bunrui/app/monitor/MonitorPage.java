package dev.bunrui.app.monitor;

import dev.bunrui.app.chart.Curves;
import dev.bunrui.app.chart.RunCurves;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.training.TrainingEvent;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How a run comes along: where it is, its curves, its classes, its log, and how it ended. */
public final class MonitorPage implements Page {
    private final AppContext context;
    private final Routes routes;
    private final Shapes shapes;
    private final MonitorModel model;
    private final RunChoices choices;
    private final RunCurves curves;
    private final RunTabs tabs;
    private final OpenFolder folders;
    private final VBox view = new VBox(12);
    private boolean shown;

    /** {@code routes} lead to where a finished run is put to use. */
    public MonitorPage(AppContext context, Routes routes) {
        this.context = context;
        this.routes = routes;
        this.shapes = new Shapes(context.texts());
        this.curves = new RunCurves(context.texts(), "");
        this.model = new MonitorModel(context, new WhileSeen());
        this.choices = new RunChoices(context, model::tell);
        this.tabs = new RunTabs(context, curves, model);
        this.folders = new OpenFolder(context.work());
        Node content = content();
        Node nothing = nothing();
        Shapes.only(content, model.seen().isNotNull());
        Shapes.only(nothing, model.run().isNull());
        view.getStyleClass().add("page");
        view.getChildren().addAll(head(), alarm(), lack(), content, nothing);
    }

    /** Shows a run from now on. */
    public void follow(RunFolder run) {
        model.follow(run);
        tabs.begin();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        shown = true;
        choices.begin(this::unlessChosen);
        model.begin();
        tabs.begin();
    }

    @Override
    public void hidden() {
        shown = false;
        choices.end();
        model.end();
        tabs.end();
    }

    private void unlessChosen(RunFolder run) {
        if (shown && model.run().get() == null) {
            follow(run);
        }
    }

    /** Draws only what somebody may see: nothing costs as much as drawing. */
    private final class WhileSeen implements Curves {
        @Override
        public void clear() {
            curves.clear();
        }

        @Override
        public void started(TrainingEvent.Started started) {
            curves.started(started);
        }

        @Override
        public void step(TrainingEvent.Stepped step, double smoothedLoss) {
            curves.step(step, smoothedLoss);
        }

        @Override
        public void memory(long step, long bytes) {
            curves.memory(step, bytes);
        }

        @Override
        public void reading(Reading reading) {
            curves.reading(reading);
        }

        @Override
        public void evaluation(TrainingEvent.Evaluated evaluated, long step) {
            curves.evaluation(evaluated, step);
        }

        @Override
        public void draw() {
            boolean away = view.getScene() != null
                    && view.getScene().getWindow() instanceof Stage stage
                    && stage.isIconified();
            if (!away && tabs.chartsShown()) {
                curves.draw();
            }
        }
    }

    private Node head() {
        Label name = shapes.shown(
                Bindings.createStringBinding(
                        () -> {
                            RunFolder run = model.run().get();
                            return run == null ? context.texts().now("place.monitor") : run.name();
                        },
                        model.run(),
                        context.texts().language()),
                "page-title");
        name.setId("run-name");
        name.setWrapText(false);
        name.setMinWidth(0);
        StateWords words = new StateWords(context.texts());
        Label state = shapes.shown(seen(words::of), "muted");
        state.setId("run-state");
        state.setWrapText(false);
        Node picker = new RunPicker(context, choices, model.run(), this::follow).button();
        Shapes.only(picker, Bindings.size(choices.choices()).greaterThan(1));
        HBox names = new HBox(10, name, Shapes.spring(), picker);
        names.setMinWidth(0);
        names.getStyleClass().add("line");
        HBox acts = new HBox(10, state, Shapes.spring());
        acts.getStyleClass().add("line");
        acts.getChildren().addAll(buttons());
        return new VBox(6, names, acts);
    }

    private Node[] buttons() {
        Button open = shapes.button("open-folder", "monitor.folder", Feather.FOLDER, this::openFolder);
        Button stop = shapes.button("stop", "monitor.stop", Feather.PAUSE, model::stop);
        stop.setTooltip(tooltip("monitor.stop-means"));
        Button sooner = shapes.button("sooner", "monitor.sooner", Feather.CHEVRONS_UP, model::sooner);
        Button cancel = shapes.button("cancel", "monitor.cancel", Feather.X, model::stop);
        cancel.setTooltip(tooltip("monitor.cancel-means"));
        Button resume = shapes.button("resume", "monitor.resume", Feather.PLAY, model::resume, "accent");
        resume.setTooltip(tooltip("monitor.resume-means"));
        Button use = shapes.button("use", "monitor.use", Feather.TAG, this::use, "accent");
        Shapes.only(open, is(seen -> true));
        Shapes.only(stop, is(Seen::running));
        stop.disableProperty().bind(is(Seen::stopping));
        Shapes.only(sooner, is(Seen::overtakes));
        Shapes.only(cancel, is(Seen::queued));
        Shapes.only(resume, is(Seen::idle));
        Shapes.only(use, is(Seen::finished));
        return new Node[] {open, stop, sooner, cancel, resume, use};
    }

    private Tooltip tooltip(String key) {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(context.texts().of(key));
        return tooltip;
    }

    private void openFolder() {
        RunFolder run = model.run().get();
        if (run != null) {
            folders.open(run.path(), model::tell);
        }
    }

    private void use() {
        RunFolder run = model.run().get();
        if (run != null) {
            routes.classify(run);
        }
    }

    private Node content() {
        VBox content = new VBox(12, new RunFigures(context, model.seen()).view(), tabs.view());
        VBox.setVgrow(tabs.view(), Priority.ALWAYS);
        VBox.setVgrow(content, Priority.ALWAYS);
        return content;
    }

    private Node nothing() {
        Node empty = shapes.empty(
                "no-run",
                "monitor.none",
                shapes.button("monitor-home", "monitor.home", Feather.HOME, () -> routes.show(Place.HOME), "accent"));
        // Until it is known whether there are runs, nothing is said.
        empty.visibleProperty().bind(choices.looked());
        StackPane middle = new StackPane(empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        return middle;
    }

    private Node alarm() {
        return shapes.alarm(
                "run-failure",
                Bindings.createStringBinding(
                        () -> {
                            Seen now = model.seen().get();
                            String trouble = model.trouble().get();
                            return trouble.isEmpty() && now != null ? whyFailed(now) : trouble;
                        },
                        model.trouble(),
                        model.seen(),
                        context.texts().language()));
    }

    /** That the memory ran out, in one line that stays until another run is looked at. */
    private Node lack() {
        Label words = shapes.shown(
                seen(now -> now.lack()
                        .map(note -> note.message(context.texts().language().get()))
                        .orElse("")),
                "muted");
        words.setId("memory-note");
        Shapes.only(words, is(now -> now.lack().isPresent()));
        return words;
    }

    private String whyFailed(Seen seen) {
        return seen.state() != RunSummary.State.FAILED && seen.state() != RunSummary.State.SILENT
                ? ""
                : seen.ended()
                        .flatMap(RunSummary::failure)
                        .map(RunFailure::sentence)
                        .map(new Wording(context.texts())::of)
                        .orElse("");
    }

    private BooleanBinding is(Predicate<Seen> wanted) {
        return Bindings.createBooleanBinding(
                () -> {
                    Seen now = model.seen().get();
                    return now != null && wanted.test(now);
                },
                model.seen());
    }

    /** A text made of what is seen, in the present language. */
    private StringBinding seen(Function<Seen, @Nullable String> words) {
        return Bindings.createStringBinding(
                () -> {
                    Seen now = model.seen().get();
                    return now == null ? "" : words.apply(now);
                },
                model.seen(),
                context.texts().language());
    }
}
