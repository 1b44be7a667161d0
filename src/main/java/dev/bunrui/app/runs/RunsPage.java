package dev.bunrui.app.runs;

import dev.bunrui.app.label.Corrections;
import dev.bunrui.app.look.Part;
import dev.bunrui.app.look.SearchField;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.Figures;
import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** All runs, the details of one, and what can be done with it. */
public final class RunsPage implements Page {
    private static final double SHARE_OF_TABLE = 0.34;
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    private final AppContext context;
    private final Shapes shapes;
    private final Trouble trouble;
    private final RunsModel model;
    private final RunDeeds deeds;
    private final RunsTable table;
    private final RunDetails details;
    private final StackPane view = new StackPane();

    /** {@code routes} lead to where a run is watched, put to use or begun anew; {@code corrections} are gathered here. */
    public RunsPage(AppContext context, Routes routes, Corrections corrections) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.shapes = new Shapes(context.texts());
        RunWords words = new RunWords(context.texts(), context.folders());
        this.model = new RunsModel(context, words, trouble);
        this.deeds = new RunDeeds(context, model, trouble);
        this.table = new RunsTable(context, model, words, routes, deeds::delete);
        this.details = new RunDetails(context, model, words, deeds, routes, corrections);
        Node empty = empty(routes);
        Node content = content();
        BooleanBinding none = Bindings.createBooleanBinding(
                () -> model.loaded().get() && model.all().get().isEmpty(), model.loaded(), model.all());
        VBox main = new VBox(12, head(none), bars(), content, empty);
        Shapes.only(content, none.not());
        Shapes.only(empty, none);
        main.getStyleClass().add("page");
        view.getChildren().add(main);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.begin();
        details.begin();
    }

    @Override
    public void hidden() {
        model.end();
        details.end();
    }

    private void pressed(KeyEvent event) {
        if (UNDO.match(event) && !(event.getTarget() instanceof TextInputControl)) {
            deeds.undo();
            event.consume();
        }
    }

    private Node head(BooleanBinding none) {
        SearchField search =
                new SearchField("runs-search", context.texts(), "runs.search", model.query(), table.node());
        search.setPrefColumnCount(24);
        search.listenIn(view);
        Label count = shapes.shown(
                Bindings.createStringBinding(
                        () -> context.texts()
                                .now(
                                        "runs.count",
                                        model.shown().get().size(),
                                        model.all().get().size()),
                        model.shown(),
                        model.all(),
                        context.texts().language()),
                "muted");
        count.setId("runs-count");
        HBox found = new HBox(12, count, search);
        found.setAlignment(Pos.CENTER_RIGHT);
        Shapes.only(found, none.not());
        HBox head = new HBox(12, shapes.label("place.runs", "page-title"), Shapes.spring(), found);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node content() {
        SplitPane split = new SplitPane(table.node(), new Part(details.node()));
        split.setId("runs-split");
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(SHARE_OF_TABLE);
        VBox.setVgrow(split, Priority.ALWAYS);
        return split;
    }

    private Node empty(Routes routes) {
        return shapes.empty(
                "no-runs",
                "runs.none",
                shapes.button("runs-home", "runs.home", Feather.HOME, () -> routes.show(Place.HOME), "accent"));
    }

    /** What there is to say of what was done last. */
    private Node bars() {
        Node alarm = shapes.alarm("runs-trouble", trouble.sentence());
        Button stop = shapes.button("busy-stop", "runs.stop", Feather.PAUSE, () -> {
            RunFolder run = deeds.busy().get();
            if (run != null) {
                deeds.stop(run);
            }
        });
        Node busy = shapes.bar("runs-busy", busy(), "failure", stop, dismiss("busy-dismiss"));
        Button undo = shapes.button("undo", "runs.undo", Feather.CORNER_UP_LEFT, deeds::undo);
        Button forGood = shapes.button("for-good", "runs.for-good", Feather.TRASH_2, deeds::deleteForGood, "flat");
        Node deleted = shapes.bar("runs-deleted", deleted(), "notice", undo, forGood);
        Button open = shapes.button("exported-open", "runs.open-folder", Feather.FOLDER, () -> {
            RunExports.Exported export = deeds.exports().exported().get();
            if (export != null) {
                deeds.openFolder(export.target().resolveSibling(""));
            }
        });
        Node exported = shapes.bar("runs-exported", exported(), "notice", open, dismiss("exported-dismiss"));
        Button cancel = shapes.button("exporting-cancel", "wizard.cancel", Feather.X, deeds.exports()::cancel, "flat");
        Node exporting = shapes.bar("runs-exporting", exporting(), "notice", cancel);
        Button page = shapes.button("report-open", "runs.report-open", Feather.EXTERNAL_LINK, deeds.reports()::open);
        Node reported = shapes.bar("runs-reported", reported(), "notice", page, dismiss("reported-dismiss"));
        return Shapes.comingAndGoing(alarm, busy, deleted, exporting, exported, reported);
    }

    private Button dismiss(String id) {
        return shapes.button(id, "runs.dismiss", Feather.X, deeds::forget, "flat");
    }

    private StringBinding busy() {
        return Bindings.createStringBinding(
                () -> {
                    RunFolder run = deeds.busy().get();
                    return run == null ? "" : context.texts().now("runs.busy", run.name());
                },
                deeds.busy(),
                context.texts().language());
    }

    private StringBinding deleted() {
        return Bindings.createStringBinding(
                () -> {
                    int count = deeds.deleted().size();
                    return count == 0
                            ? ""
                            : context.texts()
                                    .now(
                                            "runs.deleted",
                                            deeds.deleted().get(count - 1).run().name());
                },
                deeds.deleted(),
                context.texts().language());
    }

    private StringBinding exporting() {
        return Bindings.createStringBinding(
                () -> {
                    RunExports.Going going = deeds.exports().going().get();
                    return going == null
                            ? ""
                            : context.texts()
                                    .now(
                                            going.checking() ? "runs.export-checking" : "runs.exporting",
                                            going.target(),
                                            going.share() < 0 ? "" : " " + Math.round(100 * going.share()) + " %");
                },
                deeds.exports().going(),
                context.texts().language());
    }

    private StringBinding exported() {
        return Bindings.createStringBinding(
                () -> {
                    RunExports.Exported export = deeds.exports().exported().get();
                    return export == null ? "" : exported(export);
                },
                deeds.exports().exported(),
                context.texts().language());
    }

    private StringBinding reported() {
        return Bindings.createStringBinding(
                () -> {
                    Path page = deeds.reports().written().get();
                    return page == null ? "" : context.texts().now("runs.reported", page);
                },
                deeds.reports().written(),
                context.texts().language());
    }

    private String exported(RunExports.Exported export) {
        return export.check()
                .map(check -> context.texts()
                        .now(
                                check.changed() == 0 ? "runs.export-same" : "runs.export-changed",
                                export.target(),
                                Figures.count(check.articles()),
                                String.format(Locale.ROOT, "%.1e", check.absolute()),
                                Figures.count(check.changed())))
                .orElseGet(() -> context.texts().now("runs.exported", export.target()));
    }
}
