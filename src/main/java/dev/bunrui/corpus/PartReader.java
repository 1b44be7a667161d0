package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads one undivided lot of articles to learn from: a file, an archive, or a folder.
 *
 * @param asked the columns that the user named
 * @param like the columns found in the training part, which the others most likely share
 */
record PartReader(Columns asked, Columns like) {
    /**
     * Reads whatever a path is.
     *
     * @param name how the path is called in what is shown
     * @param prefix put before the ids of articles that have a file each
     */
    ReadPart read(Path path, String name, String prefix) {
        if (!Files.isDirectory(path)) {
            return file(path, name, prefix);
        }
        FolderContent content = FolderContent.of(path, false);
        if (content instanceof FolderContent.DataFile data) {
            String fileName = Listing.name(data.file());
            return file(data.file(), prefix.isEmpty() ? fileName : prefix + fileName, prefix);
        }
        List<Path> files = ((FolderContent.Categories) content).files();
        try (LivedoorReading reading = new LivedoorFolder(name, files).open()) {
            return LivedoorPart.read(reading, name, prefix);
        }
    }

    private ReadPart file(Path file, String name, String prefix) {
        FileKind kind = FileKind.required(name);
        if (kind == FileKind.ARCHIVE) {
            try (LivedoorReading reading = LivedoorArchive.open(file, name)) {
                return LivedoorPart.read(reading, name, prefix);
            }
        }
        return rows(TableFile.of(file, name, kind).read());
    }

    private ReadPart rows(Table table) {
        Columns columns = ColumnFinder.toLearnFrom(table, asked, like);
        RowArticles articles = new RowArticles(table.name(), columns);
        ArticleCollector collector = new ArticleCollector();
        for (Table.Row row : table.rows()) {
            RawArticle article = articles.of(row);
            if (article.label() == null) {
                String key = row.values().containsKey(columns.label()) ? "field.no-label" : "field.missing";
                throw new RequestException(
                        PartReader.class, key, table.name(), row.line(), String.valueOf(columns.label()));
            }
            collector.add(article);
        }
        SourceFile source = new SourceFile(
                table.name(), table.encoding(), columns, collector.articles().size());
        return new ReadPart(collector.articles(), columns.title() != null, source, collector.findings());
    }
}
