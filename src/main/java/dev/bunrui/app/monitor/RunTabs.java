package dev.bunrui.app.monitor;

import dev.bunrui.app.chart.RunCurves;
import dev.bunrui.app.look.Lazily;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;

/** The large part of the page: the curves, or the classes, or the log. */
final class RunTabs {
    private static final double GAP = 12;
    private static final double LARGE_ROW = 58;
    private static final int COLUMNS = 2;

    /** Below it axes and legends would run into each other, and one scrolls. */
    private static final double LEAST_HEIGHT = 322;

    private final MonitorModel model;
    private final RunCurves curves;
    private final LogPane log;
    private final TabPane tabs = new TabPane();
    private final Tab chartsTab;
    private final Tab logTab;
    private final StackPane view;

    RunTabs(AppContext context, RunCurves curves, MonitorModel model) {
        this.model = model;
        this.curves = curves;
        this.log = new LogPane(context, model::tell);
        this.chartsTab = Lazily.tab("tab-charts", context.texts().of("monitor.tab.charts"), charts());
        Tab classes = Lazily.tab(
                "tab-classes",
                context.texts().of("monitor.tab.classes"),
                new LastClasses(context, model.seen()).view());
        this.logTab = Lazily.tab("tab-log", context.texts().of("monitor.tab.log"), log.view());
        tabs.setId("monitor-tabs");
        tabs.getTabs().addAll(chartsTab, classes, logTab);
        tabs.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> begin());
        Label hint = new Shapes(context.texts()).label("chart.hint", "muted");
        hint.setMouseTransparent(true);
        hint.getStyleClass().add("chart-hint");
        hint.visibleProperty().bind(chartsTab.selectedProperty());
        view = new StackPane(tabs, hint);
        StackPane.setAlignment(hint, Pos.TOP_RIGHT);
        view.setMinHeight(0);
    }

    private Node charts() {
        GridPane grid = new GridPane();
        grid.setHgap(GAP);
        grid.setVgap(GAP);
        grid.getStyleClass().add("tab-page");
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(100.0 / COLUMNS);
            grid.getColumnConstraints().add(width);
        }
        for (double share : new double[] {LARGE_ROW, 100 - LARGE_ROW}) {
            RowConstraints height = new RowConstraints();
            height.setPercentHeight(share);
            grid.getRowConstraints().add(height);
        }
        grid.add(curves.losses(), 0, 0);
        grid.add(curves.scores(), 1, 0);
        // Side by side as many as there are: of a run without readings the last one is left out.
        HBox small = new HBox(GAP, curves.learningRate(), curves.speed(), curves.memory(), curves.device());
        grid.add(small, 0, 1, COLUMNS, 1);
        grid.setMinHeight(LEAST_HEIGHT);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        return scroll;
    }

    Node view() {
        return view;
    }

    /** Whether the curves are what is looked at. */
    boolean chartsShown() {
        return selected(chartsTab);
    }

    /** Not as the tab itself has it, which hears of it last. */
    private boolean selected(Tab tab) {
        return tabs.getSelectionModel().getSelectedItem() == tab;
    }

    /** What is selected is brought up to date, and kept so. */
    void begin() {
        if (selected(logTab)) {
            log.begin(model.run().get());
        } else {
            log.end();
        }
        if (selected(chartsTab)) {
            curves.draw();
        }
    }

    void end() {
        log.end();
    }
}
