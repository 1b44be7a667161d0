package dev.bunrui.file;

import dev.bunrui.message.RequestException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file aside, forces it to the disk and moves it into place, so that a reader, or a program that starts after
 * a crash, finds the old content or the new one and never a part.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces the content of a file, making its folders where they are missing.
     *
     * @throws RequestException if the place cannot be written to, or the disk is full
     */
    public static void write(Path file, Content content) {
        Path aside = aside(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            discard(aside);
            throw refusal(file, failure);
        } catch (RuntimeException failure) {
            discard(aside);
            throw failure;
        }
    }

    /** Clears away what a process left that was ended while it wrote a file; the file itself is as it was before. */
    public static void discardPart(Path file) {
        discard(aside(file));
    }

    private static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Replaces the content of a text file, in UTF-8. */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The sentence for a file that could not be written. */
    public static RequestException refusal(Path file, IOException failure) {
        SystemReason reason = new SystemReason(failure);
        RequestException refusal = reason.full()
                ? new RequestException(AtomicFile.class, "full", file)
                : new RequestException(AtomicFile.class, "unwritable", file, reason);
        refusal.initCause(failure);
        return refusal;
    }

    /** Whether a failure says that there was no room on the disk. */
    public static boolean full(Throwable failure) {
        return failure.getCause() instanceof IOException cause && new SystemReason(cause).full();
    }

    private static void discard(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException alsoFailed) {
            // The write's own failure is what the caller must hear of; a later write reuses the name.
        }
    }
}
