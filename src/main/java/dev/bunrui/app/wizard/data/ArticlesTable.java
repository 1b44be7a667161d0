package dev.bunrui.app.wizard.data;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.DataPreview;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The first rows as they stand in the file; where each article is a file, the first articles of each class. */
final class ArticlesTable {
    private static final int PER_CLASS = 5;
    private static final int LONGEST = 120;
    private static final double ROW = 32;
    private static final double LEAST = 110;
    private static final double MOST = 220;
    private static final double LAST = 420;
    private static final double BAR = 18;
    private static final double CHARACTER = 13;

    private final AppContext context;
    private final DataModel data;
    private final TableView<Function<String, String>> table = new TableView<>();

    ArticlesTable(AppContext context, DataModel data) {
        this.context = context;
        this.data = data;
        table.setId("data-preview");
        table.setFixedCellSize(ROW);
        table.setPlaceholder(new Label());
        data.preview().addListener(change -> show());
        data.loaded().addListener(change -> show());
        context.texts().language().addListener(change -> show());
        table.widthProperty().addListener(change -> widen());
    }

    TableView<?> view() {
        return table;
    }

    private void show() {
        DataPreview preview = data.preview().get();
        LoadedData loaded = data.loaded().get();
        table.getColumns().clear();
        table.getItems().clear();
        if (preview != null && preview.table()) {
            preview.rows().forEach(row -> table.getItems().add(column -> row.getOrDefault(column, "")));
            preview.columns().forEach(column -> column(column, column));
            widen();
        } else if (loaded != null) {
            first(loaded).forEach(article -> table.getItems().add(column -> value(article, column)));
            column(context.texts().now("article.label"), "label");
            column(context.texts().now("article.title"), "title");
            column(context.texts().now("article.body"), "body");
            widen();
        }
    }

    private static String value(Article article, String column) {
        return switch (column) {
            case "label" -> String.valueOf(article.label());
            case "title" -> article.title();
            default -> article.body();
        };
    }

    private static List<Article> first(LoadedData loaded) {
        return loaded.inspection().classes().keySet().stream()
                .flatMap(label -> loaded.articles().stream()
                        .filter(article -> label.equals(article.label()))
                        .limit(PER_CLASS))
                .toList();
    }

    private void column(String name, String key) {
        TableColumn<Function<String, String>, String> column = new TableColumn<>(name);
        column.setSortable(false);
        column.setPrefWidth(width(key));
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(shortened(cell.getValue().apply(key))));
        table.getColumns().add(column);
    }

    /** What is left of the table's width is the last column's, and more of it can be scrolled to. */
    private void widen() {
        int last = table.getColumns().size() - 1;
        if (last >= 0) {
            double others = table.getColumns().subList(0, last).stream()
                    .mapToDouble(TableColumn::getWidth)
                    .sum();
            table.getColumns().get(last).setPrefWidth(Math.max(LAST, table.getWidth() - others - BAR));
        }
    }

    /** As much as the mean row of the column needs. */
    private double width(String key) {
        double characters = table.getItems().stream()
                .mapToInt(row -> row.apply(key).length())
                .average()
                .orElse(0);
        return Math.max(LEAST, Math.min(MOST, CHARACTER * characters));
    }

    /** One line; a cell lays out all of its text, however little of it is seen. */
    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, LONGEST))) + "…";
    }
}
