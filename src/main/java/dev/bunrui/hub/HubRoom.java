package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Download;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The room that repositories take, and the room that there is for them. */
final class HubRoom {
    /** A disk that is filled to the last byte helps nobody. */
    private static final long SPARE = 256L << 20;

    private static final String PART = ".part";

    private HubRoom() {}

    /**
     * Sees that a disk has room, making the folder.
     *
     * @throws FailureException if it has not
     */
    static void check(Path folder, long needed, HubModel model) {
        try {
            Files.createDirectories(folder);
            long room = Files.getFileStore(folder).getUsableSpace();
            if (needed > 0 && needed + SPARE > room) {
                throw HubApi.failure("hub.room", folder, Figures.bytes(needed + SPARE), Figures.bytes(room), model);
            }
        } catch (IOException unwritable) {
            throw AtomicFile.refusal(folder, unwritable);
        }
    }

    /** What is to be said of a file that could not be written: the way out of a full disk is another one here. */
    static SentenceException told(RequestException refused, Path folder, HubModel model) {
        if (!refused.key().equals("full")) {
            return refused;
        }
        FailureException full = HubApi.failure("hub.full", folder, model);
        full.initCause(refused);
        return full;
    }

    /** How many bytes of files lie in a folder, notes on them aside. What vanishes meanwhile, as another process works there, is not counted. */
    static long taken(Path folder) {
        long[] bytes = {0};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                    return entered.endsWith(HubNotes.FOLDER) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.isRegularFile() ? there(file, attributes.size()) : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException vanished) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(folder, unreadable);
        }
        return bytes[0];
    }

    private static long there(Path file, long size) {
        String name = file.getFileName().toString();
        if (name.endsWith(PART + ".segments")) {
            return 0; // notes on the part
        }
        if (!name.endsWith(PART)) {
            return size;
        }
        try {
            return Download.there(file.resolveSibling(name.substring(0, name.length() - PART.length())));
        } catch (IOException vanished) {
            return 0;
        }
    }
}
