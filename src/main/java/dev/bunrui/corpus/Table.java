package dev.bunrui.corpus;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows with named columns, whatever file they came from.
 *
 * @param name the file's name, for ids and refusals
 * @param columns in the file's order; in JSON Lines, all fields that occur
 */
record Table(String name, String encoding, List<String> columns, List<Row> rows) {
    /**
     * One row.
     *
     * @param line the line, from 1, that the row begins on
     * @param values text in CSV and TSV, JSON values in JSON Lines, where a field may also be absent
     */
    record Row(int line, Map<String, @Nullable Object> values) {}
}
