package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to read in a folder. */
sealed interface FolderContent {
    /** Article files in one folder a category. */
    record Categories(List<Path> files) implements FolderContent {}

    /** Article files that lie in the folder itself, so that nothing tells their class. */
    record Unsorted(List<Path> files) implements FolderContent {}

    /** One file with many articles. */
    record DataFile(Path file) implements FolderContent {}

    /**
     * Looks into a folder.
     *
     * @param unsorted whether articles without a class are of use
     * @throws RequestException if there is nothing to read, or more than one data file
     */
    static FolderContent of(Path folder, boolean unsorted) {
        Listing listing = Listing.of(folder);
        List<Path> sorted = listing.folders().stream()
                .flatMap(category -> Listing.of(category).articleFiles().stream())
                .toList();
        if (!sorted.isEmpty()) {
            return new Categories(sorted);
        }
        if (listing.folders().size() == 1 && listing.dataFiles().isEmpty()) {
            // The original archive, unpacked, has everything below text/.
            return of(listing.folders().get(0), unsorted);
        }
        if (unsorted && !listing.articleFiles().isEmpty()) {
            return new Unsorted(listing.articleFiles());
        }
        List<Path> files = listing.dataFiles();
        if (files.size() > 1) {
            String names = files.stream().map(Listing::name).collect(Collectors.joining(", "));
            throw new RequestException(FolderContent.class, "folder.several", folder, names);
        }
        if (files.isEmpty()) {
            throw new RequestException(FolderContent.class, "folder.no-articles", folder);
        }
        return new DataFile(files.get(0));
    }
}
