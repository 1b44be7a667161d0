package dev.bunrui.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is in a folder, hidden things left out, in code point order. */
record Listing(List<Path> folders, List<Path> files) {
    static Listing of(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> seen = entries.filter(entry -> !name(entry).startsWith("."))
                    .filter(entry -> !name(entry).equals("__MACOSX"))
                    .sorted(Comparator.comparing(Listing::name, CodePointOrder.INSTANCE))
                    .toList();
            return new Listing(
                    seen.stream().filter(Files::isDirectory).toList(),
                    seen.stream().filter(Files::isRegularFile).toList());
        } catch (IOException failure) {
            throw Refusals.unreadable(folder, failure);
        }
    }

    /** The files that hold many articles each. */
    List<Path> dataFiles() {
        return files.stream()
                .filter(file -> FileKind.of(name(file)).isPresent())
                .toList();
    }

    /** The files that hold one article each. */
    List<Path> articleFiles() {
        return files.stream().filter(file -> LivedoorText.isArticle(name(file))).toList();
    }

    /** The last part of a path; of {@code .} and the like, the name of the folder that it stands for. */
    static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
