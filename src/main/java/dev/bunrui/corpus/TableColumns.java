package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a file with many articles are called.
 *
 * @param names in the file's order; none where each article lies in a file of its own
 * @param found which of them hold what, as far as the names tell; empty where they do not tell which one has the text
 */
public record TableColumns(List<String> names, Optional<Columns> found) {
    /** JSON Lines may name a field in any row; whoever has one that comes this late names it by hand. */
    private static final int ROWS = 1000;

    public TableColumns {
        names = List.copyOf(names);
    }

    /** Whether a file is one with many articles, by its name. */
    public static boolean has(Path file) {
        return FileKind.of(Listing.name(file)).isPresent();
    }

    /**
     * Looks at a file's beginning.
     *
     * @throws RequestException if it cannot be read
     */
    public static TableColumns of(Path file) {
        if (Files.isDirectory(file)) {
            throw new RequestException(TableColumns.class, "text.folder", file);
        }
        if (!Files.exists(file)) {
            throw new RequestException(TableColumns.class, "text.missing", file);
        }
        String name = Listing.name(file);
        FileKind kind = FileKind.required(name);
        if (kind == FileKind.ARCHIVE) {
            return new TableColumns(List.of(), Optional.of(Columns.GUESSED));
        }
        try (TableFile.Reading reading = TableFile.of(file, name, kind).open()) {
            int rows = 0;
            while (rows < ROWS && reading.next() != null) {
                rows++;
            }
            if (rows == 0) {
                throw new RequestException(TableColumns.class, "file.empty", name);
            }
            List<String> names =
                    reading.columns().stream().filter(each -> !each.isEmpty()).toList();
            return new TableColumns(names, found(name, names));
        }
    }

    private static Optional<Columns> found(String file, List<String> names) {
        try {
            return Optional.of(ColumnFinder.toClassify(file, names, Columns.GUESSED));
        } catch (RequestException undecided) {
            return Optional.empty();
        }
    }
}
