package dev.bunrui.app.runs;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.LiveRow;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import dev.bunrui.service.ListedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The runs with their settings and scores; whatever is read anew, the chosen run stays chosen. A run keeps its row, and
 * rows are exchanged only when runs came or went, or when one that changed now belongs elsewhere.
 */
final class RunsTable {
    private final RunsModel model;
    private final Routes routes;
    private final Consumer<ListedRun> delete;
    private final Map<RunFolder, LiveRow<ListedRun>> known = new HashMap<>();
    private final ObservableList<LiveRow<ListedRun>> rows = FXCollections.observableArrayList();
    private final TableView<LiveRow<ListedRun>> table = new TableView<>();

    /** While the rows are exchanged the table chooses others; nobody meant that. */
    private boolean filling;

    /** A test score that sorts by itself and shows its interval. */
    private record Tested(Metrics metrics) implements Comparable<Tested> {
        private static final Comparator<Tested> BY_F1 =
                Comparator.comparingDouble(tested -> tested.metrics().scores().macroF1());

        @Override
        public int compareTo(Tested other) {
            return BY_F1.compare(this, other);
        }
    }

    RunsTable(AppContext context, RunsModel model, RunWords words, Routes routes, Consumer<ListedRun> delete) {
        this.model = model;
        this.routes = routes;
        this.delete = delete;
        table.setId("runs-table");
        table.getStyleClass().add("compact");
        table.setTableMenuButtonVisible(true);
        table.accessibleTextProperty().bind(context.texts().of("place.runs"));
        table.setPlaceholder(new Shapes(context.texts()).label("runs.no-match", "muted"));
        SortedList<LiveRow<ListedRun>> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        columns(Columns.live(context.texts(), table), words);
        table.setRowFactory(view -> row());
        table.setOnKeyPressed(this::pressed);
        table.getSelectionModel().selectedItemProperty().addListener((observed, before, now) -> {
            if (!filling) {
                model.choose(now == null ? null : now.get());
            }
        });
        model.shown().addListener((observed, before, now) -> fill(now));
    }

    Node node() {
        return table;
    }

    private static void columns(Columns<ListedRun> columns, RunWords words) {
        columns.words("runs.name", 184, run -> run.folder().name())
                .words("runs.created", 110, words(run -> RunWords.time(run.created())))
                .words("runs.state", 88, words::state)
                .words("runs.model", 92, words(run -> run.settings().modelName()))
                .words("runs.data", 56, words(run -> words.data(run.settings())))
                .values(
                        "runs.short-lr",
                        50,
                        known(run -> run.settings().training().learningRate()),
                        RunWords::rate)
                .values(
                        "runs.short-batch",
                        50,
                        known(run -> (long) run.settings().training().batchSize()),
                        Figures::count)
                .values(
                        "runs.short-rank",
                        50,
                        known(run -> (long) run.settings().lora().rank()),
                        Figures::count)
                .values(
                        "runs.epochs",
                        66,
                        known(run -> (long) run.settings().training().epochs()),
                        Figures::count)
                .words("runs.template", 88, words(run -> oneLine(run.settings().template())))
                .values("runs.short-val-f1", 64, known(run -> run.bestF1() < 0 ? null : run.bestF1()), Figures::percent)
                .values("runs.short-test-f1", 128, known(RunsTable::tested), tested -> RunWords.f1(tested.metrics()));
    }

    private static Function<ListedRun, String> words(Function<RunSummary, String> words) {
        return run -> run instanceof ListedRun.Known known ? words.apply(known.summary()) : "–";
    }

    private static <V> Function<ListedRun, @Nullable V> known(Function<RunSummary, @Nullable V> value) {
        return run -> run instanceof ListedRun.Known known ? value.apply(known.summary()) : null;
    }

    private static @Nullable Tested tested(RunSummary run) {
        return run.result().map(result -> new Tested(result.test())).orElse(null);
    }

    private static String oneLine(String template) {
        return template.replace("\n", "\\n");
    }

    private void fill(List<ListedRun> runs) {
        Set<LiveRow<ListedRun>> changed = new HashSet<>();
        List<LiveRow<ListedRun>> wanted = new ArrayList<>(runs.size());
        for (ListedRun run : runs) {
            LiveRow<ListedRun> row = known.computeIfAbsent(run.folder(), unknown -> new LiveRow<>(run));
            if (row.show(run)) {
                changed.add(row);
            }
            wanted.add(row);
        }
        if (!wanted.equals(rows) || !sortedStill(changed)) {
            exchange(wanted);
        }
        LiveRow<ListedRun> chosen = table.getSelectionModel().getSelectedItem();
        model.choose(chosen == null ? null : chosen.get());
    }

    /** Whether rows that changed are still where the order of the table wants them. */
    private boolean sortedStill(Set<LiveRow<ListedRun>> changed) {
        Comparator<LiveRow<ListedRun>> order = table.getComparator();
        List<LiveRow<ListedRun>> sorted = table.getItems();
        if (order == null || changed.isEmpty()) {
            return true;
        }
        for (int place = 1; place < sorted.size(); place++) {
            LiveRow<ListedRun> before = sorted.get(place - 1);
            LiveRow<ListedRun> here = sorted.get(place);
            if ((changed.contains(before) || changed.contains(here)) && order.compare(before, here) > 0) {
                return false;
            }
        }
        return true;
    }

    private void exchange(List<LiveRow<ListedRun>> wanted) {
        ListedRun chosen = model.chosen().get();
        int place = table.getSelectionModel().getSelectedIndex();
        filling = true;
        rows.setAll(wanted);
        known.values().retainAll(new HashSet<>(wanted));
        int again = chosen == null ? -1 : place(chosen);
        if (again < 0 && !wanted.isEmpty()) {
            again = Math.max(0, Math.min(place, wanted.size() - 1)); // deleted: its neighbour is next
        }
        if (again >= 0) {
            table.getSelectionModel().clearAndSelect(again);
        } else {
            table.getSelectionModel().clearSelection();
        }
        filling = false;
    }

    private int place(ListedRun run) {
        for (int place = 0; place < table.getItems().size(); place++) {
            if (table.getItems().get(place).get().folder().equals(run.folder())) {
                return place;
            }
        }
        return -1;
    }

    private TableRow<LiveRow<ListedRun>> row() {
        TableRow<LiveRow<ListedRun>> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            if (!row.isEmpty() && event.getClickCount() == 2) {
                routes.watch(row.getItem().get().folder());
            }
        });
        return row;
    }

    private void pressed(KeyEvent event) {
        ListedRun chosen = model.chosen().get();
        if (chosen == null) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> routes.watch(chosen.folder());
            case DELETE -> delete.accept(chosen);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
