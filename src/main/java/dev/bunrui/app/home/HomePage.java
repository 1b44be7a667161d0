package dev.bunrui.app.home;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import dev.bunrui.service.ListedRun;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The first page: what this is, a quick start, the last runs. */
public final class HomePage implements Page {
    /** The heading and three runs. */
    private static final double TABLE_LEAST = 150;

    private final AppContext context;
    private final HomeModel model;
    private final MachineModel machine;
    private final AttentionModel attention;
    private final Routes routes;
    private final ScrollPane view;

    /** {@code routes} lead to a run. */
    public HomePage(AppContext context, Routes routes) {
        this.context = context;
        this.model = new HomeModel(context);
        this.machine = new MachineModel(context);
        this.attention = new AttentionModel(context);
        this.routes = routes;
        Shapes shapes = new Shapes(context.texts());
        VBox content = new VBox(18);
        content.getStyleClass().add("page");
        content.getChildren()
                .addAll(
                        shapes.label("home.title", "page-title"),
                        shapes.label("home.what", "muted"),
                        new AttentionCard(context, routes, attention).view(),
                        beginnings(shapes),
                        runs(shapes));
        this.view = Shapes.scrolling(content);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.begin();
        machine.begin();
        attention.begin();
    }

    @Override
    public void hidden() {
        model.end();
        machine.end();
        attention.end();
    }

    /** What one begins with, and beside it what one begins on. */
    private Node beginnings(Shapes shapes) {
        Region quickstart = quickstart(shapes);
        Region here = new MachineCard(context, machine).view();
        HBox row = new HBox(18, quickstart, here);
        for (Region card : List.of(quickstart, here)) {
            card.setMinWidth(0); // equal widths, whatever is in them
            card.setPrefWidth(0);
            HBox.setHgrow(card, Priority.ALWAYS);
        }
        return row;
    }

    private Region quickstart(Shapes shapes) {
        Button start = shapes.button(
                "quickstart", "home.start", Feather.PLAY, () -> model.quickstart(routes::watch), "accent");
        start.setDefaultButton(true);
        start.disableProperty().bind(model.starting());
        Button own = shapes.button("new-run", "home.new-run", Feather.PLUS_CIRCLE, () -> routes.show(Place.WIZARD));
        HBox ways = new HBox(10, start, own);
        return shapes.card(
                "home.quickstart",
                shapes.label("home.quickstart-what", "muted"),
                ways,
                shapes.alarm("home-failure", model.failure()));
    }

    private Node runs(Shapes shapes) {
        TableView<ListedRun> table = new TableView<>(model.recent());
        table.setId("recent-runs");
        table.setMinHeight(TABLE_LEAST);
        table.setPlaceholder(shapes.label("home.no-runs", "muted"));
        RunWords words = new RunWords(context.texts(), context.folders());
        new Columns<>(context.texts(), table)
                .words("runs.name", 240, run -> run.folder().name())
                .words("runs.created", 140, words(run -> RunWords.time(run.created())))
                .words("runs.state", 110, words::state)
                .words("runs.model", 130, words(run -> run.settings().modelName()))
                .values("runs.val-f1", 110, known(HomePage::validation), Figures::percent)
                .values("runs.test-f1", 110, known(HomePage::test), Figures::percent);
        table.setRowFactory(view -> {
            TableRow<ListedRun> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (!row.isEmpty()) {
                    open(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(event -> {
            ListedRun chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                open(chosen);
                event.consume();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox card = shapes.card("home.runs", table);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    /** A run that cannot be read is no curve to watch; the page of all runs says what is wrong. */
    private void open(ListedRun run) {
        if (run instanceof ListedRun.Known) {
            routes.watch(run.folder());
        } else {
            routes.show(Place.RUNS);
        }
    }

    private static Function<ListedRun, String> words(Function<RunSummary, String> words) {
        return run -> run instanceof ListedRun.Known known ? words.apply(known.summary()) : "–";
    }

    private static <V> Function<ListedRun, @Nullable V> known(Function<RunSummary, @Nullable V> value) {
        return run -> run instanceof ListedRun.Known known ? value.apply(known.summary()) : null;
    }

    private static @Nullable Double validation(RunSummary run) {
        return run.bestF1() < 0 ? null : run.bestF1();
    }

    private static @Nullable Double test(RunSummary run) {
        return run.result().map(result -> result.test().scores().macroF1()).orElse(null);
    }
}
