package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a data set in any of the forms that DESIGN §3 names: the livedoor layout as a folder or {@code .tar.gz}; CSV, TSV
 * or JSON Lines; a folder holding {@code train}, {@code val} and {@code test} in any of these forms. Everything is read
 * into memory: every article has a label, there are at least two classes, each can be split. Articles that are only to be
 * classified come from an {@link ArticleSource}.
 */
public final class DataReader {
    private DataReader() {}

    /**
     * Reads a file, an archive or a folder.
     *
     * @param columns which columns hold what; ignored for the livedoor layout
     * @throws RequestException if the path cannot be read as a data set
     */
    public static DataSet read(Path path, Columns columns) {
        if (!Files.exists(path)) {
            throw new RequestException(DataReader.class, "path.missing", path);
        }
        if (Files.isDirectory(path)) {
            var split = GivenSplit.in(path);
            if (split.isPresent()) {
                return given(path, split.get(), columns);
            }
        }
        String name = Listing.name(path);
        ReadPart part = new PartReader(columns, Columns.GUESSED).read(path, name, "");
        ClassChecks.whole(part);
        return new DataSet(name, part.titled(), new Whole(part.articles()), List.of(part.source()), part.findings());
    }

    /**
     * Whether a data set comes divided into train, validation and test; not so if it is not there.
     *
     * @throws RequestException if a part is missing or there twice
     */
    public static boolean divided(Path path) {
        return Files.isDirectory(path) && GivenSplit.in(path).isPresent();
    }

    private static DataSet given(Path folder, GivenSplit split, Columns columns) {
        ReadPart train = part(split.train(), columns, Columns.GUESSED);
        Columns like = train.source().columnsUsed();
        ReadPart validation = part(split.validation(), columns, like);
        ReadPart test = part(split.test(), columns, like);
        ClassChecks.given(train, validation, test);
        List<ReadPart> parts = List.of(train, validation, test);
        return new DataSet(
                Listing.name(folder),
                train.titled(),
                new Given(train.articles(), validation.articles(), test.articles()),
                parts.stream().map(ReadPart::source).toList(),
                parts.stream().flatMap(part -> part.findings().stream()).toList());
    }

    private static ReadPart part(Path path, Columns columns, Columns like) {
        String name = Listing.name(path);
        String stem = FileKind.of(name).map(kind -> kind.stem(name)).orElse(name);
        return new PartReader(columns, like).read(path, name, stem + "/");
    }
}
