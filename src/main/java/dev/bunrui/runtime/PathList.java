package dev.bunrui.runtime;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The paths in a variable of the environment such as {@code PATH}. What is none on this system leads nowhere. */
final class PathList {
    private PathList() {}

    static Stream<Path> of(String list) {
        return Arrays.stream(list.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .flatMap(PathList::path);
    }

    private static Stream<Path> path(String entry) {
        try {
            return Stream.of(Path.of(entry));
        } catch (InvalidPathException garbled) {
            return Stream.empty();
        }
    }
}
