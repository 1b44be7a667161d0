package dev.bunrui.file;

import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;

/**
 * Why the system did not do what was asked of a file, without the path that file exceptions repeat. What happens every day
 * has words in each language; for the rest the system's own are all there is.
 */
public record SystemReason(IOException failure) implements Told {
    @Override
    public String message(Locale locale) {
        String key = key(failure);
        return key.isEmpty() ? system(failure) : Messages.of(SystemReason.class).get(locale, key);
    }

    private static String key(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "reason.denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "reason.missing";
        }
        if (failure instanceof NotDirectoryException) {
            return "reason.no-folder";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof DirectoryNotEmptyException) {
            return "reason.there";
        }
        if (failure instanceof EOFException) {
            return "reason.cut";
        }
        return switch (system(failure)) {
            case "Permission denied" -> "reason.denied";
            case "No such file or directory" -> "reason.missing";
            case "Not a directory" -> "reason.no-folder";
            case "Is a directory" -> "reason.folder";
            case "Read-only file system" -> "reason.read-only";
            case "File name too long" -> "reason.long";
            case "Not in GZIP format" -> "reason.no-gzip";
            case "Truncated TAR archive", "Corrupted TAR archive." -> "reason.cut";
            case "" -> "reason.unknown";
            default -> "";
        };
    }

    /** Of a stream's failure the system's words stand in brackets behind the path. */
    private static String system(IOException failure) {
        if (failure instanceof FileSystemException named) {
            return Objects.requireNonNullElse(named.getReason(), "");
        }
        String words = Objects.requireNonNullElse(failure.getMessage(), "");
        int bracket = words.lastIndexOf(" (");
        return words.startsWith("/") && bracket > 0 && words.endsWith(")")
                ? words.substring(bracket + 2, words.length() - 1)
                : words;
    }

    @Override
    public String toString() {
        return message(Locale.getDefault());
    }
}
