package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns a table's rows into articles.
 *
 * @param table the table's name, for ids and refusals
 * @param columns of which the body's is not null
 */
record RowArticles(String table, Columns columns) {
    /**
     * The article of a row; without a label where the row has none.
     *
     * @throws RequestException if the row has no body, or something else than text where text should be
     */
    RawArticle of(Table.Row row) {
        String bodyColumn = Objects.requireNonNull(columns.body());
        if (!row.values().containsKey(bodyColumn)) {
            throw new RequestException(RowArticles.class, "field.missing", table, row.line(), bodyColumn);
        }
        String title = columns.title() == null ? null : Objects.requireNonNullElse(text(row, columns.title()), "");
        String body = Objects.requireNonNullElse(text(row, bodyColumn), "");
        String label = columns.label() == null ? null : text(row, columns.label());
        Map<String, @Nullable Object> others = new LinkedHashMap<>(row.values());
        others.remove(columns.title());
        others.remove(bodyColumn);
        others.remove(columns.label());
        others.remove(""); // a nameless column, as of a saved row number, has nothing to be echoed as
        return new RawArticle(
                table + ":" + row.line(), title, body, label == null || label.isBlank() ? null : label, others);
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
        throw new RequestException(RowArticles.class, "field.not-text", table, row.line(), column);
    }
}
