package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Articles to be classified. They may be more than memory holds: one at a time is read. What they lie in is looked
 * through once beforehand, so that whatever is wrong with it is told before any work is done. Rows without a body are
 * articles like others, so that each row gets its answer; labels are read where there are some.
 */
public final class ArticleSource {
    private final boolean titled;
    private final Columns columns;
    private final Set<String> fields;
    private final long size;
    private final Supplier<ArticleReading> readings;

    private ArticleSource(
            boolean titled, Columns columns, Set<String> fields, long size, Supplier<ArticleReading> readings) {
        this.titled = titled;
        this.columns = columns;
        this.fields = fields;
        this.size = size;
        this.readings = readings;
    }

    /**
     * The articles of a file, an archive or a folder; a folder may also hold article files and nothing else.
     *
     * @param asked which columns hold what; ignored for the livedoor layout
     * @throws RequestException if the path cannot be read as articles
     */
    public static ArticleSource of(Path path, Columns asked) {
        if (!Files.exists(path)) {
            throw new RequestException(ArticleSource.class, "path.missing", path);
        }
        String name = Listing.name(path);
        if (!Files.isDirectory(path)) {
            return file(path, name, asked);
        }
        FolderContent content = FolderContent.of(path, true);
        if (content instanceof FolderContent.DataFile data) {
            return file(data.file(), Listing.name(data.file()), asked);
        }
        boolean sorted = content instanceof FolderContent.Categories;
        List<Path> files =
                sorted ? ((FolderContent.Categories) content).files() : ((FolderContent.Unsorted) content).files();
        return livedoor(new LivedoorFolder(name, files)::open, sorted);
    }

    private static ArticleSource file(Path file, String name, Columns asked) {
        FileKind kind = FileKind.required(name);
        return kind == FileKind.ARCHIVE
                ? livedoor(() -> LivedoorArchive.open(file, name), true)
                : table(TableFile.of(file, name, kind), asked);
    }

    private static ArticleSource livedoor(Supplier<LivedoorReading> readings, boolean sorted) {
        long size = 0;
        try (LivedoorReading reading = readings.get()) {
            while (reading.next() != null) {
                size++;
            }
        }
        return new ArticleSource(true, Columns.GUESSED, Set.of(), size, () -> {
            LivedoorReading reading = readings.get();
            return new ArticleReading() {
                @Override
                public @Nullable Article next() {
                    LivedoorText text = reading.next();
                    return text == null
                            ? null
                            : text.article("", sorted ? text.category() : null).clean();
                }

                @Override
                public void close() {
                    reading.close();
                }
            };
        });
    }

    private static ArticleSource table(TableFile file, Columns asked) {
        // JSON Lines may name a field for the first time in the last row, so the columns are known only after it.
        long size = 0;
        List<String> names;
        try (TableFile.Reading reading = file.open()) {
            while (reading.next() != null) {
                size++;
            }
            names = reading.columns();
        }
        if (size == 0) {
            throw new RequestException(ArticleSource.class, "file.empty", file.name());
        }
        Columns columns = ColumnFinder.toClassify(file.name(), names, asked);
        RowArticles articles = new RowArticles(file.name(), columns);
        Set<String> fields = new LinkedHashSet<>();
        try (TableFile.Reading reading = file.open()) {
            for (Table.Row row = reading.next(); row != null; row = reading.next()) {
                fields.addAll(articles.of(row).fields().keySet());
            }
        }
        return new ArticleSource(columns.title() != null, columns, fields, size, () -> {
            TableFile.Reading reading = file.open();
            return new ArticleReading() {
                @Override
                public @Nullable Article next() {
                    Table.Row row = reading.next();
                    return row == null ? null : articles.of(row).clean();
                }

                @Override
                public void close() {
                    reading.close();
                }
            };
        });
    }

    /** Whether the data has titles at all (single ones may still be empty). */
    public boolean titled() {
        return titled;
    }

    /** The columns that were named or found; all null for the livedoor layout. */
    public Columns columns() {
        return columns;
    }

    /** The names of the articles' own other fields. */
    public Set<String> fields() {
        return fields;
    }

    /** How many articles there are. */
    public long size() {
        return size;
    }

    /** Begins a reading. */
    public ArticleReading open() {
        return readings.get();
    }
}
