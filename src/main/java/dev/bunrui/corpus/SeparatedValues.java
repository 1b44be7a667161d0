package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** CSV after RFC 4180 with a header, and TSV by the same rules with tabs. Blank lines are skipped. */
final class SeparatedValues {
    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private int line = 1;

    private SeparatedValues(String name, CSVParser parser) {
        this.name = name;
        this.parser = parser;
        this.records = parser.iterator();
    }

    /**
     * Reads a whole file.
     *
     * @throws RequestException if there is no header, a row is ragged or a quotation mark is never closed
     */
    static Table read(Decoded file, String name, char separator) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false) // skipped here, so that every row's first line is known
                .get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(file.text()))
                .setFormat(format)
                .get()) {
            return new SeparatedValues(name, parser).table(file.encoding());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringReader does not fail
        }
    }

    private Table table(String encoding) {
        CSVRecord header = next();
        if (header == null) {
            throw new RequestException(SeparatedValues.class, "file.empty", name);
        }
        List<String> columns = header.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!column.isEmpty() && !seen.add(column)) {
                throw new RequestException(SeparatedValues.class, "column.twice", name, column);
            }
        }
        List<Table.Row> rows = new ArrayList<>();
        for (CSVRecord row = next(); row != null; row = next()) {
            if (row.size() != columns.size()) {
                throw new RequestException(SeparatedValues.class, "row.ragged", name, line, row.size(), columns.size());
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int at = 0; at < columns.size(); at++) {
                values.put(columns.get(at), row.get(at));
            }
            rows.add(new Table.Row(line, values));
        }
        return new Table(name, encoding, columns, rows);
    }

    /** The next row that is not blank, leaving {@code line} at its first line; null at the end. */
    private @Nullable CSVRecord next() {
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
            RequestException refusal = new RequestException(SeparatedValues.class, "row.quotes", name, line);
            refusal.initCause(broken);
            throw refusal;
        }
    }
}
