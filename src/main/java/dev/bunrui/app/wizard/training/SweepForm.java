package dev.bunrui.app.wizard.training;

import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.wizard.draft.AxisDraft;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes a sweep of a run: the options that take several values, with those values, and how the runs are gone through. */
final class SweepForm {
    private static final double NAME = 150;

    private final AppContext context;
    private final Draft draft;
    private final SweepDraft sweep;
    private final ModelsModel models;
    private final Shapes shapes;
    private final Wording wording;
    private final VBox rows = new VBox(10);
    private final VBox view;

    SweepForm(AppContext context, Draft draft, SweepDraft sweep, ModelsModel models) {
        this.context = context;
        this.draft = draft;
        this.sweep = sweep;
        this.models = models;
        this.shapes = new Shapes(context.texts());
        this.wording = new Wording(context.texts());
        CheckBox giveUp = ticked("sweep-give-up", "sweep.give-up", "sweep.give-up-what");
        giveUp.selectedProperty().bindBidirectional(sweep.giveUp());
        CheckBox grid = ticked("sweep-in-order", "sweep.in-order", "sweep.in-order-what");
        grid.selectedProperty()
                .addListener((observed, before, ticked) ->
                        sweep.order().set(ticked ? SweepPlan.Order.GRID : SweepPlan.Order.INFORMATIVE));
        sweep.order().addListener((observed, before, order) -> grid.setSelected(order == SweepPlan.Order.GRID));
        VBox how = new VBox(
                8,
                giveUp,
                shapes.label("sweep.give-up-what", "hint"),
                grid,
                shapes.label("sweep.in-order-what", "hint"));
        Shapes.only(how, sweep.several());
        this.view = new VBox(12, shapes.label("sweep.what", "hint"), extending(), rows, menu(), how);
        Shapes.only(rows, Bindings.isNotEmpty(rows.getChildren()));
        sweep.axes().addListener((ListChangeListener<AxisDraft>) change -> follow());
        follow();
    }

    Node node() {
        return view;
    }

    /** That runs are added to a sweep that there is, and the way out. */
    private Node extending() {
        Button own = shapes.button(
                "sweep-own", "sweep.own", Feather.COPY, () -> sweep.extended().set(null));
        return shapes.bar(
                "sweep-extends",
                Bindings.createStringBinding(
                        () -> {
                            SweepFolder folder = sweep.extended().get();
                            return folder == null ? "" : context.texts().now("sweep.extends", folder.name());
                        },
                        sweep.extended(),
                        context.texts().language()),
                "notice",
                own);
    }

    private CheckBox ticked(String id, String key, String what) {
        CheckBox box = new CheckBox();
        box.setId(id);
        box.textProperty().bind(context.texts().of(key));
        box.accessibleHelpProperty().bind(context.texts().of(what));
        return box;
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton();
        menu.setId("add-axis");
        menu.textProperty().bind(context.texts().of("sweep.add"));
        menu.setGraphic(new FontIcon(Feather.PLUS));
        SweepDraft.COMMON.forEach(option -> menu.getItems().add(item(option)));
        Menu more = new Menu();
        more.textProperty().bind(context.texts().of("wizard.training.expert"));
        SweepDraft.REST.forEach(option -> more.getItems().add(item(option)));
        menu.getItems().add(more);
        return menu;
    }

    private MenuItem item(String option) {
        MenuItem item = new MenuItem();
        item.setId("add-axis-" + option);
        item.textProperty().bind(context.texts().of("field." + option));
        item.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> sweep.axes().stream()
                                .anyMatch(axis -> axis.option().equals(option)),
                        sweep.axes()));
        item.setOnAction(event -> sweep.add(option));
        return item;
    }

    /** A row stays as it is while others come and go, for somebody may be typing in it. */
    private void follow() {
        rows.getChildren().removeIf(row -> !sweep.axes().contains(row.getUserData()));
        for (AxisDraft axis : sweep.axes()) {
            if (rows.getChildren().stream().noneMatch(row -> axis.equals(row.getUserData()))) {
                rows.getChildren().add(row(axis));
            }
        }
    }

    private Node row(AxisDraft axis) {
        Label name = shapes.label("field." + axis.option(), "field-name");
        name.setMinWidth(NAME);
        name.setPrefWidth(NAME);
        Node values = new AxisValues(context, draft, models, axis).view();
        HBox.setHgrow(values, Priority.ALWAYS);
        Button remove = shapes.button(
                "axis-" + axis.option() + "-remove", "sweep.remove", Feather.X, () -> sweep.remove(axis), "flat");
        remove.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        remove.accessibleTextProperty().bind(context.texts().of("sweep.remove"));
        Tooltip what = new Tooltip();
        what.textProperty().bind(context.texts().of("sweep.remove"));
        remove.setTooltip(what);
        HBox row = new HBox(12, name, values, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        ObservableValue<String> problem = Bindings.createStringBinding(
                () -> {
                    String wrong = wording.of(sweep.problem(axis));
                    return wrong.isEmpty() && SweepDraft.few(axis)
                            ? context.texts().now("sweep.few")
                            : wrong;
                },
                axis.values(),
                draft.changes(),
                context.texts().language());
        VBox both = new VBox(3, row, new Fields(shapes).problem("axis-" + axis.option() + "-problem", problem));
        both.setUserData(axis);
        return both;
    }
}
