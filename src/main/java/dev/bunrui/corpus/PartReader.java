package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads one undivided lot of articles: a file, an archive, or a folder.
 *
 * @param asked the columns that the user named
 * @param like the columns found in the training part, which the others most likely share
 */
record PartReader(Columns asked, Columns like, boolean labelled) {
    /**
     * Reads whatever a path is.
     *
     * @param name how the path is called in what is shown
     * @param prefix put before the ids of articles that have a file each
     */
    ReadPart read(Path path, String name, String prefix) {
        return Files.isDirectory(path) ? folder(path, name, prefix) : file(path, name, prefix);
    }

    private ReadPart file(Path file, String name, String prefix) {
        FileKind kind =
                FileKind.of(name).orElseThrow(() -> new RequestException(PartReader.class, "file.unknown-kind", name));
        return switch (kind) {
            case ARCHIVE -> LivedoorArchive.read(file, name).read(name, prefix, true, labelled);
            case CSV -> rows(SeparatedValues.read(decoded(file, name), name, ','));
            case TSV -> rows(SeparatedValues.read(decoded(file, name), name, '\t'));
            case JSON_LINES -> rows(JsonLines.read(decoded(file, name), name));
        };
    }

    private ReadPart rows(Table table) {
        return TableArticles.read(table, asked, like, labelled);
    }

    private ReadPart folder(Path folder, String name, String prefix) {
        Listing listing = Listing.of(folder);
        LivedoorFiles categories = new LivedoorFiles();
        for (Path category : listing.folders()) {
            addAll(categories, category, Listing.of(category).articleFiles(), name);
        }
        if (!categories.isEmpty()) {
            return categories.read(name, prefix, true, labelled);
        }
        if (listing.folders().size() == 1 && listing.dataFiles().isEmpty()) {
            // The original archive, unpacked, has everything below text/.
            return folder(listing.folders().get(0), name, prefix);
        }
        if (!labelled && !listing.articleFiles().isEmpty()) {
            LivedoorFiles single = new LivedoorFiles();
            addAll(single, folder, listing.articleFiles(), name);
            return single.read(name, prefix, false, false);
        }
        List<Path> files = listing.dataFiles();
        if (files.size() > 1) {
            String names = files.stream().map(Listing::name).collect(Collectors.joining(", "));
            throw new RequestException(PartReader.class, "folder.several", folder, names);
        }
        if (files.isEmpty()) {
            throw new RequestException(PartReader.class, "folder.no-articles", folder);
        }
        String fileName = Listing.name(files.get(0));
        return file(files.get(0), prefix.isEmpty() ? fileName : prefix + fileName, prefix);
    }

    private static void addAll(LivedoorFiles into, Path category, List<Path> articles, String name) {
        String label = Listing.name(category);
        for (Path article : articles) {
            String file = Listing.name(article);
            into.add(label, file, decoded(article, name + "/" + label + "/" + file));
        }
    }

    private static Decoded decoded(Path file, String name) {
        try {
            return Decoder.decode(Files.readAllBytes(file), name);
        } catch (IOException failure) {
            throw Refusals.unreadable(file, failure);
        }
    }
}
