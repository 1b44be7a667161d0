package dev.bunrui.app.compare;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.slurm.SlurmWords;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The runs of the chosen sweep, how each of them is, and what can be done with one. */
final class SweepRunsTable {
    private final Texts texts;
    private final ObservableList<SweepRun> rows = FXCollections.observableArrayList();
    private final TableView<SweepRun> table = new TableView<>();
    private final TableColumn<SweepRun, ?> jobs;
    private final SweepScores scores;
    private final VBox view;

    /**
     * {@code watch} leads to a run that was begun, {@code stop} stops one or calls it off, {@code drop} takes one out of the
     * sweep.
     */
    SweepRunsTable(AppContext context, Consumer<SweepRun> watch, Consumer<SweepRun> stop, Consumer<SweepRun> drop) {
        this.texts = context.texts();
        this.scores = new SweepScores(context.work(), table::refresh);
        Shapes shapes = new Shapes(texts);
        table.setId("sweep-runs");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("sweeps.runs"));
        table.setPlaceholder(shapes.label("sweeps.choose", "muted"));
        SortedList<SweepRun> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        SlurmWords slurm = new SlurmWords(texts);
        new Columns<>(texts, table)
                .words("compare.name", 170, run -> run.folder().name())
                .words("sweeps.values", 380, SweepRun::words)
                .words(
                        "runs.state",
                        90,
                        run -> texts.now("state." + run.state().name().toLowerCase(Locale.ROOT)))
                .words("sweeps.job", 260, run -> run.job().map(slurm::element).orElse(""))
                .values("runs.short-val-f1", 90, scores::of, Figures::percent);
        this.jobs = table.getColumns().stream()
                .filter(column -> "sweeps.job".equals(column.getId()))
                .findFirst()
                .orElseThrow();
        jobs.setVisible(false);
        VBox.setVgrow(table, Priority.ALWAYS);
        Button watching =
                shapes.button("sweep-run-watch", "sweeps.watch", Feather.ACTIVITY, () -> chosen().ifPresent(watch));
        Button stopping =
                shapes.button("sweep-run-stop", "sweeps.stop", Feather.SQUARE, () -> chosen().ifPresent(stop));
        Button dropping =
                shapes.button("sweep-run-drop", "sweeps.drop", Feather.MINUS_CIRCLE, () -> chosen().ifPresent(drop));
        var selected = table.getSelectionModel().selectedItemProperty();
        watching.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> chosen().filter(run -> run.folder().begun()).isEmpty(), selected));
        stopping.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> chosen().filter(SweepRun::underWay).isEmpty(), selected));
        dropping.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> chosen().filter(run -> !run.state().held()).isEmpty(), selected));
        HBox buttons = new HBox(8, watching, stopping, dropping, shapes.label("sweeps.drop-what", "hint"));
        buttons.setAlignment(Pos.CENTER_LEFT);
        this.view = new VBox(10, table, buttons);
    }

    Node node() {
        return view;
    }

    private Optional<SweepRun> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    /** Shows a sweep's runs; the chosen one stays chosen. */
    void show(List<SweepRun> runs) {
        scores.look(runs);
        if (runs.equals(rows)) {
            return;
        }
        jobs.setVisible(runs.stream().anyMatch(run -> run.job().isPresent()));
        Optional<SweepRun> before = chosen();
        rows.setAll(runs);
        runs.stream()
                .filter(run -> before.filter(chosen -> chosen.folder().equals(run.folder()))
                        .isPresent())
                .findFirst()
                .ifPresent(table.getSelectionModel()::select);
    }
}
