package dev.bunrui.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The beginning of a data set, whichever of its columns hold what: to look at before they are chosen.
 *
 * @param columns in the file's order; those of the first rows, in JSON Lines; empty for the livedoor layout
 * @param rows the first rows, by column; a field that a row lacks is left out
 */
public record DataPreview(List<String> columns, List<Map<String, String>> rows) {
    private static final DataPreview NO_TABLE = new DataPreview(List.of(), List.of());

    public DataPreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * The first rows of a table; of a split that came with the data, those to learn from.
     *
     * @param most how many rows are read
     * @throws dev.bunrui.message.RequestException if the path cannot be read as a data set
     */
    public static DataPreview of(Path path, int most) {
        if (!Files.isDirectory(path)) {
            return file(path, most);
        }
        var split = GivenSplit.in(path);
        if (split.isPresent()) {
            return of(split.get().train(), most);
        }
        return FolderContent.of(path, false) instanceof FolderContent.DataFile data
                ? file(data.file(), most)
                : NO_TABLE;
    }

    /** Whether columns can be chosen. */
    public boolean table() {
        return !columns.isEmpty();
    }

    private static DataPreview file(Path file, int most) {
        String name = Listing.name(file);
        FileKind kind = FileKind.required(name);
        if (kind == FileKind.ARCHIVE) {
            return NO_TABLE;
        }
        List<Map<String, String>> rows = new ArrayList<>();
        try (TableFile.Reading reading = TableFile.of(file, name, kind).open()) {
            for (Table.Row row = reading.next(); row != null; row = rows.size() < most ? reading.next() : null) {
                Map<String, String> values = new LinkedHashMap<>();
                row.values().forEach((column, value) -> {
                    if (value != null) {
                        values.put(column, value.toString());
                    }
                });
                rows.add(values);
            }
            return new DataPreview(reading.columns(), rows);
        }
    }
}
