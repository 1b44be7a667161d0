package dev.bunrui.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells whether a data set was changed since it was read, without reading it again.
 *
 * @param files each file's path, size and time of change, in the order of the paths; empty if nothing is there
 */
public record DataStamp(List<String> files) {
    public DataStamp {
        files = List.copyOf(files);
    }

    /**
     * The stamp of a file or of all that is in a folder.
     *
     * @throws dev.bunrui.message.RequestException if a folder cannot be looked into
     */
    public static DataStamp of(Path path) {
        if (!Files.exists(path)) {
            return new DataStamp(List.of());
        }
        try (Stream<Path> below = Files.walk(path)) {
            return new DataStamp(below.filter(Files::isRegularFile)
                    .sorted()
                    .map(DataStamp::stamp)
                    .toList());
        } catch (IOException failure) {
            throw Refusals.unreadable(path, failure);
        }
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException vanished) {
            return file.toString();
        }
    }
}
