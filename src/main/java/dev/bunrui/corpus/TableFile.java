package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows whose encoding is known.
 *
 * @param name how the file is called in ids and refusals
 */
record TableFile(Path path, String name, FileKind kind, Encoding encoding) {
    /**
     * A file of some kind but {@link FileKind#ARCHIVE}.
     *
     * @throws RequestException if it cannot be read, or is text in no encoding
     */
    static TableFile of(Path path, String name, FileKind kind) {
        try {
            return new TableFile(path, name, kind, Decoder.detect(Content.of(path), name));
        } catch (IOException failure) {
            throw Refusals.unreadable(path, failure);
        }
    }

    /** A reading from the beginning. */
    final class Reading implements AutoCloseable {
        private final BufferedReader reader;
        private final Rows rows;

        private Reading(BufferedReader reader) throws IOException {
            this.reader = reader;
            this.rows = switch (kind) {
                case CSV -> new SeparatedValues(name, reader, ',');
                case TSV -> new SeparatedValues(name, reader, '\t');
                case JSON_LINES -> new JsonLines(name, reader);
                case ARCHIVE -> throw new IllegalArgumentException(path.toString());
            };
        }

        /** The next row, null at the end. */
        Table.@Nullable Row next() {
            try {
                return rows.next();
            } catch (IOException failure) {
                throw Refusals.unreadable(path, failure);
            }
        }

        List<String> columns() {
            return rows.columns();
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException failure) {
                throw Refusals.unreadable(path, failure);
            }
        }
    }

    /**
     * Begins a reading.
     *
     * @throws RequestException if the file cannot be read, or lacks the header that its kind has
     */
    Reading open() {
        try {
            BufferedReader reader = encoding.reader(Content.of(path));
            try {
                return new Reading(reader);
            } catch (RuntimeException refusal) {
                reader.close();
                throw refusal;
            }
        } catch (IOException failure) {
            throw Refusals.unreadable(path, failure);
        }
    }

    /**
     * The whole table in memory.
     *
     * @throws RequestException if a row is broken, or there is none
     */
    Table read() {
        try (Reading reading = open()) {
            List<Table.Row> rows = new ArrayList<>();
            for (Table.Row row = reading.next(); row != null; row = reading.next()) {
                rows.add(row);
            }
            if (rows.isEmpty()) {
                throw new RequestException(TableFile.class, "file.empty", name);
            }
            return new Table(name, encoding.label(), reading.columns(), rows);
        }
    }
}
