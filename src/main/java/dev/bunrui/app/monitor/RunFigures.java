package dev.bunrui.app.monitor;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How far a run is, and the figures that people ask for first. */
final class RunFigures {
    private final AppContext context;
    private final Shapes shapes;
    private final ObservableValue<@Nullable Seen> seen;
    private final VBox view;

    RunFigures(AppContext context, ObservableValue<@Nullable Seen> seen) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        this.seen = seen;
        ProgressBar bar = new ProgressBar();
        bar.setId("run-progress");
        bar.accessibleTextProperty().bind(context.texts().of("monitor.progress"));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        bar.progressProperty().bind(Bindings.createDoubleBinding(() -> share(seen.getValue()), seen));
        SeenFigures figures = new SeenFigures(context, seen);
        HBox row = new HBox(
                26,
                figures.figure(
                        "monitor.elapsed",
                        "elapsed",
                        now -> now.progress().steps() == 0
                                ? SeenFigures.NONE
                                : Figures.duration(now.progress().elapsed())),
                figures.figure("monitor.left", "left", RunFigures::left),
                figures.figure("monitor.speed", "speed", RunFigures::speed),
                figures.figure(
                        "monitor.memory",
                        "memory",
                        now -> now.memory().isEmpty()
                                ? SeenFigures.NONE
                                : Figures.bytes(now.memory().getAsLong())),
                figures.figure("monitor.best", "best-f1", this::best),
                figures.figure("monitor.test", "test-f1", RunFigures::test));
        view = new VBox(10, bar, row, new DeviceFigures(context, seen).view(), caveat());
        view.setMinHeight(Region.USE_PREF_SIZE);
    }

    Node view() {
        return view;
    }

    /** What is to be known of the test's interval. */
    private Node caveat() {
        return shapes.remark(
                "test-caveat",
                Bindings.createStringBinding(
                        () -> Optional.ofNullable(seen.getValue())
                                .flatMap(Seen::ended)
                                .flatMap(RunSummary::result)
                                .flatMap(result -> F1Caveat.of(
                                        result.labels(),
                                        result.test(),
                                        context.texts().language().get()))
                                .orElse(""),
                        seen,
                        context.texts().language()));
    }

    private static double share(@Nullable Seen now) {
        if (now == null) {
            return 0;
        }
        boolean preparing = now.running() && now.progress().steps() == 0;
        return now.finished()
                ? 1
                : preparing
                        ? ProgressBar.INDETERMINATE_PROGRESS
                        : now.progress().share();
    }

    private static String left(Seen now) {
        boolean testing = now.stage().equals(Optional.of(RunListener.Stage.TESTING));
        return Double.isFinite(now.progress().left()) && !testing
                ? Figures.duration(now.progress().left())
                : SeenFigures.NONE;
    }

    private static String speed(Seen now) {
        double speed = now.progress().tokensPerSecond();
        return speed == 0 ? SeenFigures.NONE : Figures.count(Math.round(speed));
    }

    private String best(Seen now) {
        return now.best()
                .map(best -> context.texts()
                        .now("monitor.best-of", Figures.percent(best.scores().macroF1()), best.epoch()))
                .orElse(SeenFigures.NONE);
    }

    private static String test(Seen now) {
        return now.ended()
                .flatMap(RunSummary::result)
                .map(result -> RunWords.f1(result.test()))
                .orElse(SeenFigures.NONE);
    }
}
