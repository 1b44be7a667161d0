package dev.bunrui.app.score;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.ClassScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Precision, recall and F1 of every class, in per cent, sortable by each. */
public final class ClassTable {
    /** One class. */
    public record Row(String label, ClassScores scores) {}

    private static final String F1 = "classes.f1";

    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final TableView<Row> table = new TableView<>(rows);

    /** No classes yet; {@code id} is the table's own. */
    public ClassTable(Texts texts, String id) {
        table.setId(id);
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("classes.table"));
        table.setPlaceholder(new Shapes(texts).label("classes.none", "muted"));
        new Columns<>(texts, table)
                .words("classes.label", 150, Row::label)
                .values("classes.precision", 80, score(ClassScores::precision), Figures::percent)
                .values("classes.recall", 80, score(ClassScores::recall), Figures::percent)
                .values(F1, 80, score(ClassScores::f1), Figures::percent)
                .values("classes.support", 70, score(scores -> (long) scores.support()), Figures::count);
    }

    private static <V> Function<Row, V> score(Function<ClassScores, V> score) {
        return row -> score.apply(row.scores());
    }

    /** Sorts by F1, the best first, unless another order is chosen. */
    public ClassTable bestFirst() {
        TableColumn<Row, ?> f1 = table.getColumns().stream()
                .filter(column -> F1.equals(column.getId()))
                .findFirst()
                .orElseThrow();
        f1.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().add(f1);
        return this;
    }

    public Node node() {
        return table;
    }

    /** Shows scores in the order of the labels, or in the one that was sorted by. */
    public void show(List<String> labels, List<ClassScores> scores) {
        List<Row> shown = new ArrayList<>();
        for (int label = 0; label < Math.min(labels.size(), scores.size()); label++) {
            shown.add(new Row(labels.get(label), scores.get(label)));
        }
        show(shown);
    }

    /** Shows rows in their order, or in the one that was sorted by. */
    public void show(List<Row> shown) {
        // In whatever order they stand in the table: laying it out anew costs more than looking.
        if (shown.size() != rows.size() || !rows.containsAll(shown)) {
            rows.setAll(shown);
            table.sort();
        }
    }
}
