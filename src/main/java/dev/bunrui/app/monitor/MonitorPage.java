package dev.bunrui.app.monitor;

import dev.bunrui.app.chart.RunCurves;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.monitor.MonitorModel.Seen;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How a run comes along: where it is, its curves, and how it ended. */
public final class MonitorPage implements Page {
    private final AppContext context;
    private final Shapes shapes;
    private final MonitorModel model;
    private final RunCurves curves;
    private final StackPane view = new StackPane();

    /** {@code routes} lead to where a finished run is put to use. */
    public MonitorPage(AppContext context, Routes routes) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        this.curves = new RunCurves(context.texts(), "");
        this.model = new MonitorModel(context, curves);
        Node empty = nothing();
        Node content = content(routes);
        empty.visibleProperty().bind(model.seen().isNull());
        content.visibleProperty().bind(model.seen().isNotNull());
        view.getChildren().addAll(empty, content);
    }

    /** Shows a run from now on. */
    public void follow(RunFolder run) {
        model.follow(run);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.begin();
    }

    @Override
    public void hidden() {
        model.end();
    }

    private Node nothing() {
        Label none = shapes.label("monitor.none", "muted");
        Shapes.only(none, model.following().not());
        VBox box = new VBox(
                10,
                shapes.label("place.monitor", "page-title"),
                none,
                shapes.alarm("monitor-trouble", model.trouble()));
        box.getStyleClass().add("page");
        return box;
    }

    private Node content(Routes routes) {
        Label name = shapes.shown(seen(seen -> seen.run().name()), "page-title");
        name.setId("run-name");
        Label state = shapes.shown(seen(this::state), "muted");
        state.setId("run-state");
        Button stop = shapes.button("stop", "monitor.stop", Feather.PAUSE, model::stop);
        Button resume = shapes.button("resume", "monitor.resume", Feather.PLAY, model::resume, "accent");
        Button use = shapes.button("use", "monitor.use", Feather.TAG, () -> use(routes), "accent");
        Shapes.only(stop, is(s -> s.held() || s == RunSummary.State.WAITING));
        Shapes.only(resume, is(s -> s == RunSummary.State.STOPPED || s == RunSummary.State.FAILED));
        Shapes.only(use, is(s -> s == RunSummary.State.FINISHED));
        HBox head = new HBox(10, new VBox(2, name, state), Shapes.spring(), stop, resume, use);
        ProgressBar bar = new ProgressBar();
        bar.setId("run-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Seen now = model.seen().get();
                            return now == null ? 0 : now.state() == RunSummary.State.FINISHED ? 1 : now.share();
                        },
                        model.seen()));
        HBox figures = new HBox(
                32,
                figure("monitor.best", "best-f1", this::best),
                figure("monitor.speed", "speed", this::speed),
                figure("monitor.left", "left", this::left),
                figure("monitor.test", "test-f1", this::test));
        VBox.setVgrow(curves.node(), Priority.ALWAYS);
        VBox box = new VBox(14, head, bar, failure(), figures, curves.node());
        box.getStyleClass().add("page");
        return box;
    }

    private void use(Routes routes) {
        RunFolder run = model.run();
        if (run != null) {
            routes.classify(run);
        }
    }

    private Node figure(String key, String id, Function<Seen, String> value) {
        Label shown = shapes.shown(seen(value), "figure");
        shown.setId(id);
        return new VBox(2, shapes.label(key, "muted"), shown);
    }

    private Node failure() {
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

    private static String whyFailed(Seen seen) {
        return seen.state() != RunSummary.State.FAILED && seen.state() != RunSummary.State.SILENT
                ? ""
                : seen.ended()
                        .flatMap(RunSummary::failure)
                        .map(RunFailure::sentence)
                        .orElse("");
    }

    private BooleanBinding is(Function<RunSummary.State, Boolean> wanted) {
        return Bindings.createBooleanBinding(
                () -> {
                    Seen now = model.seen().get();
                    return now != null && wanted.apply(now.state());
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

    private String state(Seen seen) {
        String state = context.texts().now("state." + seen.state().name().toLowerCase(Locale.ROOT));
        return seen.steps() == 0 ? state : context.texts().now("monitor.steps", state, seen.step(), seen.steps());
    }

    private String best(Seen seen) {
        return seen.best()
                .map(best -> context.texts()
                        .now("monitor.best-of", Figures.percent(best.scores().macroF1()), best.epoch()))
                .orElse("–");
    }

    private String speed(Seen seen) {
        return seen.tokensPerSecond() == 0 ? "–" : Figures.count(Math.round(seen.tokensPerSecond()));
    }

    private String left(Seen seen) {
        if (seen.state() != RunSummary.State.RUNNING || !Double.isFinite(seen.secondsLeft())) {
            return "–";
        }
        return Figures.duration(seen.secondsLeft());
    }

    private String test(Seen seen) {
        return seen.ended()
                .flatMap(RunSummary::result)
                .map(result -> {
                    Metrics test = result.test();
                    return Figures.percent(test.scores().macroF1()) + " ["
                            + Figures.percent(test.f1Interval().low()) + " – "
                            + Figures.percent(test.f1Interval().high()) + "]";
                })
                .orElse("–");
    }
}
