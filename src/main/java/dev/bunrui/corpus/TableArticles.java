package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a table into articles. */
final class TableArticles {
    private final Table table;
    private final boolean labelled;

    private TableArticles(Table table, boolean labelled) {
        this.table = table;
        this.labelled = labelled;
    }

    /**
     * Finds the columns and takes every row.
     *
     * @throws RequestException if a column cannot be found, or a row lacks its body or label
     */
    static ReadPart read(Table table, Columns asked, Columns like, boolean labelled) {
        if (table.rows().isEmpty()) {
            throw new RequestException(TableArticles.class, "file.empty", table.name());
        }
        return new TableArticles(table, labelled).read(ColumnFinder.find(table, asked, like, labelled));
    }

    private ReadPart read(Columns columns) {
        ArticleCollector collector = new ArticleCollector(labelled);
        String bodyColumn = Objects.requireNonNull(columns.body());
        for (Table.Row row : table.rows()) {
            if (!row.values().containsKey(bodyColumn)) {
                throw new RequestException(TableArticles.class, "field.missing", table.name(), row.line(), bodyColumn);
            }
            String title = columns.title() == null ? null : Objects.requireNonNullElse(text(row, columns.title()), "");
            String body = Objects.requireNonNullElse(text(row, bodyColumn), "");
            Map<String, @Nullable Object> others = new LinkedHashMap<>(row.values());
            others.remove(columns.title());
            others.remove(bodyColumn);
            others.remove(columns.label());
            others.remove(""); // a nameless column, as of a saved row number, has nothing to be echoed as
            collector.add(table.name() + ":" + row.line(), title, body, label(row, columns.label()), others);
        }
        SourceFile source = new SourceFile(
                table.name(), table.encoding(), columns, collector.articles().size());
        return new ReadPart(collector.articles(), columns.title() != null, source, collector.findings());
    }

    private @Nullable String label(Table.Row row, @Nullable String column) {
        String label = column == null ? null : text(row, column);
        if (label != null && !label.isBlank()) {
            return label;
        }
        if (labelled) {
            String key = row.values().containsKey(column) ? "field.no-label" : "field.missing";
            throw new RequestException(TableArticles.class, key, table.name(), row.line(), String.valueOf(column));
        }
        return null;
    }

    /** A field's text; null if the field is absent or JSON's null. */
    private @Nullable String text(Table.Row row, String column) {
        Object value = row.values().get(column);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof BigInteger || value instanceof BigDecimal || value instanceof Boolean) {
            return value.toString();
        }
        throw new RequestException(TableArticles.class, "field.not-text", table.name(), row.line(), column);
    }
}
