package dev.bunrui.experiment;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileTree;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A folder that is there once everything is in it, and not before. */
final class NewFolder {
    /** What fills the folder. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    private NewFolder() {}

    /**
     * Fills a folder beside its place and moves it there.
     *
     * @throws RequestException if there is something in the place already, or it cannot be written to
     */
    static void make(Path folder, Content content) {
        Path target = folder.toAbsolutePath().normalize();
        try {
            refuseTaken(target); // what fills it may take long
            Files.createDirectories(target.resolveSibling(""));
            Path aside = Files.createTempDirectory(target.resolveSibling(""), ".export");
            try {
                Path full = Files.createDirectory(aside.resolve("full"));
                content.writeTo(full);
                Files.deleteIfExists(target);
                Files.move(full, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                FileTree.delete(aside);
            }
        } catch (DirectoryNotEmptyException taken) {
            throw new RequestException(RunExport.class, "export.taken", target);
        } catch (IOException failure) {
            throw AtomicFile.refusal(target, failure);
        }
    }

    private static void refuseTaken(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new DirectoryNotEmptyException(target.toString());
                }
            }
        }
    }
}
