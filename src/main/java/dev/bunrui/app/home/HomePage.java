package dev.bunrui.app.home;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

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
        HBox ways = new HBox(10, start);
        return shapes.card(
                "home.quickstart",
                shapes.label("home.quickstart-what", "muted"),
                ways,
                shapes.alarm("home-failure", model.failure()));
    }

    private Node runs(Shapes shapes) {
        TableView<HomeModel.Recent> table = new TableView<>(model.recent());
        table.setId("recent-runs");
        table.setMinHeight(TABLE_LEAST);
        table.setPlaceholder(shapes.label("home.no-runs", "muted"));
        new Columns<>(context.texts(), table)
                .words("runs.name", 240, recent -> recent.summary().folder().name())
                .words(
                        "runs.created",
                        140,
                        recent -> TIME.format(recent.summary().created().atZone(ZoneId.systemDefault())))
                .words("runs.state", 110, this::state)
                .words("runs.model", 130, recent -> recent.summary().settings().modelName())
                .values("runs.val-f1", 110, HomePage::validation, Figures::percent)
                .values("runs.test-f1", 110, HomePage::test, Figures::percent);
        table.setRowFactory(view -> {
            TableRow<HomeModel.Recent> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (!row.isEmpty()) {
                    routes.watch(row.getItem().summary().folder());
                }
            });
            return row;
        });
        table.setOnKeyPressed(event -> {
            HomeModel.Recent chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                routes.watch(chosen.summary().folder());
                event.consume();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox card = shapes.card("home.runs", table);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private String state(HomeModel.Recent recent) {
        String state = context.texts().now("state." + recent.state().name().toLowerCase(Locale.ROOT));
        RunSummary summary = recent.summary();
        return recent.state() == RunSummary.State.FINISHED || summary.steps() == 0
                ? state
                : state + " " + Math.round(100.0 * summary.step() / summary.steps()) + " %";
    }

    private static @Nullable Double validation(HomeModel.Recent recent) {
        double best = recent.summary().bestF1();
        return best < 0 ? null : best;
    }

    private static @Nullable Double test(HomeModel.Recent recent) {
        return recent.summary()
                .result()
                .map(result -> result.test().scores().macroF1())
                .orElse(null);
    }
}
