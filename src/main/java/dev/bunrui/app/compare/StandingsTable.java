package dev.bunrui.app.compare;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.Figures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/** The contenders, best first; those that cannot be told apart from the best are tinted. */
final class StandingsTable {
    private static final PseudoClass TIED = PseudoClass.getPseudoClass("tied");
    private static final PseudoClass BASELINE = PseudoClass.getPseudoClass("baseline");

    private final Texts texts;
    private final ObservableList<Standing> rows = FXCollections.observableArrayList();
    private final TableView<Standing> table = new TableView<>();
    private final Consumer<List<Integer>> chosen;
    private boolean filling;

    /** {@code chosen} hears which places are selected. */
    StandingsTable(AppContext context, Consumer<List<Integer>> chosen) {
        this.texts = context.texts();
        this.chosen = chosen;
        table.setId("compare-table");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("place.compare"));
        table.setPlaceholder(new Shapes(texts).label("compare.too-few", "muted"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        SortedList<Standing> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        Columns<Standing> columns = new Columns<>(texts, table);
        columns.words("compare.name", 215, this::name)
                .words("compare.settings", 190, Standing::differing)
                .values(
                        "runs.short-val-f1",
                        64,
                        row -> row.contender().result().validation().scores().macroF1(),
                        Figures::percent)
                .values(
                        "compare.test-f1",
                        64,
                        row -> row.contender().result().test().scores().macroF1(),
                        Figures::percent);
        table.getColumns().add(interval());
        columns.words("compare.groups", 70, Standing::letters).words("compare.remark", 110, this::remark);
        table.setRowFactory(view -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable Standing row, boolean empty) {
                super.updateItem(row, empty);
                pseudoClassStateChanged(TIED, row != null && row.amongTheBest());
                pseudoClassStateChanged(
                        BASELINE, row != null && row.contender().baseline().isPresent());
            }
        });
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<Standing>) change -> tell());
    }

    private void tell() {
        if (!filling) {
            chosen.accept(selected().stream().map(Standing::place).toList());
        }
    }

    private List<Standing> selected() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(row -> row != null)
                .toList();
    }

    private TableColumn<Standing, ?> interval() {
        TableColumn<Standing, @Nullable Metrics> column = new TableColumn<>();
        column.setId("compare.interval");
        column.textProperty().bind(texts.of("compare.interval"));
        column.setPrefWidth(170);
        column.setCellValueFactory(cell ->
                new ReadOnlyObjectWrapper<>(cell.getValue().contender().result().test()));
        column.setCellFactory(unused -> new IntervalCell());
        column.setComparator(Comparator.comparingDouble(
                metrics -> metrics == null ? 0 : metrics.scores().macroF1()));
        return column;
    }

    String name(Standing row) {
        return row.contender().title(texts.language().get());
    }

    private String remark(Standing row) {
        return row.chosen() ? texts.now("compare.chosen") : "";
    }

    Node node() {
        return table;
    }

    /**
     * Shows a comparison. Where all that were chosen are in it they stay chosen, and what was in sight stays so, unless that
     * was the best: whoever looks at the best wants to see the new ones.
     */
    void show(List<Standing> standings) {
        Set<RunFolder> before = selected().stream().map(StandingsTable::run).collect(Collectors.toSet());
        Optional<RunFolder> topmost = topmost();
        filling = true;
        table.getSelectionModel().clearSelection();
        rows.setAll(standings);
        int[] places = placesOf(before);
        if (places.length > 0 && places.length == before.size()) {
            table.getSelectionModel().selectIndices(places[0], places);
        }
        filling = false;
        tell();
        topmost.ifPresent(run -> Arrays.stream(placesOf(Set.of(run))).forEach(table::scrollTo));
    }

    private static RunFolder run(Standing row) {
        return row.contender().files();
    }

    private int[] placesOf(Set<RunFolder> runs) {
        List<Standing> shown = table.getItems();
        return IntStream.range(0, shown.size())
                .filter(place -> runs.contains(run(shown.get(place))))
                .toArray();
    }

    /** Whose row is at the top of what is in sight; empty if nothing was scrolled. */
    private Optional<RunFolder> topmost() {
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getFirstVisibleCell() != null) {
            int place = flow.getFirstVisibleCell().getIndex();
            if (place > 0 && place < table.getItems().size()) {
                return Optional.of(run(table.getItems().get(place)));
            }
        }
        return Optional.empty();
    }
}
