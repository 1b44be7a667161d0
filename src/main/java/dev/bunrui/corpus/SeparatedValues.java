package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV after RFC 4180 with a header, and TSV by the same rules with tabs. Blank lines are skipped; a ragged row, or a
 * quotation mark that is never closed, is refused.
 */
final class SeparatedValues implements Rows {
    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private int line = 1;

    /**
     * Reads the header.
     *
     * @param name the file's name, for refusals
     * @throws RequestException if there is no header, or it names a column twice
     */
    SeparatedValues(String name, BufferedReader reader, char separator) throws IOException {
        this.name = name;
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false) // skipped here, so that every row's first line is known
                .get();
        this.parser = CSVParser.builder().setReader(reader).setFormat(format).get();
        this.records = parser.iterator();
        CSVRecord header = record();
        if (header == null) {
            throw new RequestException(SeparatedValues.class, "file.empty", name);
        }
        this.columns = header.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!column.isEmpty() && !seen.add(column)) {
                throw new RequestException(SeparatedValues.class, "column.twice", name, column);
            }
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Table.@Nullable Row next() throws IOException {
        CSVRecord row = record();
        if (row == null) {
            return null;
        }
        if (row.size() != columns.size()) {
            throw new RequestException(SeparatedValues.class, "row.ragged", name, line, row.size(), columns.size());
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int at = 0; at < columns.size(); at++) {
            values.put(columns.get(at), row.get(at));
        }
        return new Table.Row(line, values);
    }

    /** The next row that is not blank, leaving {@code line} at its first line; null at the end. */
    private @Nullable CSVRecord record() throws IOException {
        try {
            while (true) {
                line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord row = records.next();
                if (row.size() != 1 || !row.get(0).isBlank()) {
                    return row;
                }
            }
        } catch (UncheckedIOException broken) {
            if (broken.getCause() instanceof CSVException) {
                RequestException refusal = new RequestException(SeparatedValues.class, "row.quotes", name, line);
                refusal.initCause(broken);
                throw refusal;
            }
            throw broken.getCause();
        }
    }
}
