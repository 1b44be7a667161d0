package dev.bunrui.app.home;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The first page: what this is, a quick start, the last runs. */
public final class HomePage implements Page {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final AppContext context;
    private final HomeModel model;
    private final Consumer<RunFolder> watch;
    private final VBox view = new VBox(18);

    /** {@code watch} shows a run. */
    public HomePage(AppContext context, Consumer<RunFolder> watch) {
        this.context = context;
        this.model = new HomeModel(context);
        this.watch = watch;
        Shapes shapes = new Shapes(context.texts());
        view.getStyleClass().add("page");
        view.getChildren()
                .addAll(
                        shapes.label("home.title", "page-title"),
                        shapes.label("home.what", "muted"),
                        quickstart(shapes),
                        runs(shapes));
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

    private Node quickstart(Shapes shapes) {
        Button start = shapes.button("quickstart", "home.start", Feather.PLAY, () -> model.quickstart(watch), "accent");
        start.setDefaultButton(true);
        start.disableProperty().bind(model.starting());
        Label failure = shapes.shown(model.failure());
        HBox failed = new HBox(failure);
        failed.getStyleClass().add("failure");
        failed.visibleProperty().bind(model.failure().isNotEmpty());
        failed.managedProperty().bind(failed.visibleProperty());
        return shapes.card("home.quickstart", shapes.label("home.quickstart-what", "muted"), start, failed);
    }

    private Node runs(Shapes shapes) {
        TableView<HomeModel.Recent> table = new TableView<>(model.recent());
        table.setId("recent-runs");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(shapes.label("home.no-runs", "muted"));
        table.getColumns()
                .add(column(
                        "runs.name", 240, recent -> recent.summary().folder().name()));
        table.getColumns()
                .add(column(
                        "runs.created",
                        140,
                        recent -> TIME.format(recent.summary().created().atZone(ZoneId.systemDefault()))));
        table.getColumns().add(column("runs.state", 110, this::state));
        table.getColumns()
                .add(column(
                        "runs.model", 130, recent -> recent.summary().settings().modelName()));
        table.getColumns()
                .add(column(
                        "runs.val-f1", 110, recent -> percent(recent.summary().bestF1())));
        table.getColumns()
                .add(column(
                        "runs.test-f1",
                        110,
                        recent -> percent(recent.summary()
                                .result()
                                .map(result -> result.test().scores().macroF1())
                                .orElse(-1.0))));
        table.setRowFactory(view -> {
            TableRow<HomeModel.Recent> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (!row.isEmpty()) {
                    watch.accept(row.getItem().summary().folder());
                }
            });
            return row;
        });
        table.setOnKeyPressed(event -> {
            HomeModel.Recent chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                watch.accept(chosen.summary().folder());
                event.consume();
            }
        });
        context.texts().language().addListener(change -> table.refresh());
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox card = shapes.card("home.runs", table);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private TableColumn<HomeModel.Recent, String> column(
            String key, double width, Function<HomeModel.Recent, String> value) {
        TableColumn<HomeModel.Recent, String> column = new TableColumn<>();
        column.textProperty().bind(context.texts().of(key));
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        return column;
    }

    private String state(HomeModel.Recent recent) {
        String state = context.texts().now("state." + recent.state().name().toLowerCase(Locale.ROOT));
        RunSummary summary = recent.summary();
        return recent.state() == RunSummary.State.FINISHED || summary.steps() == 0
                ? state
                : state + " " + Math.round(100.0 * summary.step() / summary.steps()) + " %";
    }

    private static String percent(double fraction) {
        return fraction < 0 ? "–" : String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }
}
