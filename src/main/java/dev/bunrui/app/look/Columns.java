package dev.bunrui.app.look;

import dev.bunrui.app.text.Texts;
import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** The columns of a table, whose headings and words follow the language and which sort by values, not by words. */
public final class Columns<R> {
    private final Texts texts;
    private final Rows<?, R> rows;

    public Columns(Texts texts, TableView<R> table) {
        this(texts, new Rows<>(table, ReadOnlyObjectWrapper::new));
    }

    private Columns(Texts texts, Rows<?, R> rows) {
        this.texts = texts;
        this.rows = rows;
        TableView<?> table = rows.table();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        texts.language().addListener(change -> table.refresh());
    }

    /** Of a table whose rows change in their place. */
    public static <R> Columns<R> live(Texts texts, TableView<LiveRow<R>> table) {
        return new Columns<>(texts, new Rows<>(table, LiveRow::now));
    }

    /** A table, and what a row of it shows. */
    private record Rows<T, R>(TableView<T> table, Function<T, ObservableValue<R>> now) {
        <V> TableColumn<?, @Nullable V> column(
                Function<R, @Nullable V> value, Comparator<V> order, Function<V, String> words, boolean right) {
            TableColumn<T, @Nullable V> column = new TableColumn<>();
            column.setCellValueFactory(cell -> now.apply(cell.getValue()).map(value));
            column.setComparator(Comparator.nullsFirst(order));
            column.setCellFactory(unused -> new Cell<>(words, right));
            table.getColumns().add(column);
            return column;
        }
    }

    /** A column of words. */
    public Columns<R> words(String key, double width, Function<R, String> words) {
        return column(key, width, words, value -> value, Comparator.naturalOrder(), false);
    }

    /**
     * A column of values that have an order of their own.
     *
     * @param value null where a row has none: such rows come last
     * @param words how a value is shown
     */
    public <V extends Comparable<V>> Columns<R> values(
            String key, double width, Function<R, @Nullable V> value, Function<V, String> words) {
        return column(key, width, value, words, Comparator.naturalOrder(), true);
    }

    private <V> Columns<R> column(
            String key,
            double width,
            Function<R, @Nullable V> value,
            Function<V, String> words,
            Comparator<V> order,
            boolean right) {
        TableColumn<?, @Nullable V> column = rows.column(value, order, words, right);
        column.setId(key);
        column.textProperty().bind(texts.of(key));
        column.setPrefWidth(width);
        if (right) {
            column.getStyleClass().add("figures");
        }
        return this;
    }

    private static final class Cell<R, V> extends TableCell<R, @Nullable V> {
        private final Function<V, String> words;

        Cell(Function<V, String> words, boolean right) {
            this.words = words;
            if (right) {
                getStyleClass().add("figures");
            }
        }

        @Override
        protected void updateItem(@Nullable V value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty ? "" : value == null ? "–" : words.apply(value));
        }
    }
}
