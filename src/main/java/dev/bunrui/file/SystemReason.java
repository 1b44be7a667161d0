package dev.bunrui.file;

import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Why the system did not do what was asked of a file or a server, without the path that file exceptions repeat. What happens every day
 * has words in each language; for the rest the system's own are all there is.
 */
public record SystemReason(IOException failure) implements Told {
    private static final String FULL = "reason.full";

    /** What systems say, in English and as a Japanese one says it. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("Permission denied", "reason.denied"),
            Map.entry("許可がありません", "reason.denied"),
            Map.entry("No such file or directory", "reason.missing"),
            Map.entry("そのようなファイルやディレクトリはありません", "reason.missing"),
            Map.entry("Not a directory", "reason.no-folder"),
            Map.entry("ディレクトリではありません", "reason.no-folder"),
            Map.entry("Is a directory", "reason.folder"),
            Map.entry("ディレクトリです", "reason.folder"),
            Map.entry("Read-only file system", "reason.read-only"),
            Map.entry("読み込み専用ファイルシステムです", "reason.read-only"),
            Map.entry("File name too long", "reason.long"),
            Map.entry("ファイル名が長すぎます", "reason.long"),
            Map.entry("No space left on device", FULL),
            Map.entry("デバイスに空き領域がありません", FULL),
            Map.entry("There is not enough space on the disk", FULL),
            Map.entry("ディスクに十分な空き領域がありません。", FULL),
            Map.entry("Not in GZIP format", "reason.no-gzip"),
            Map.entry("Truncated TAR archive", "reason.cut"),
            Map.entry("Corrupted TAR archive.", "reason.cut"));

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
        if (failure instanceof HttpTimeoutException) {
            return "reason.silent";
        }
        if (failure instanceof ConnectException) {
            return failure.getCause() instanceof UnresolvedAddressException
                            || (failure.getCause() != null
                                    && failure.getCause().getCause() instanceof UnresolvedAddressException)
                    ? "reason.no-server"
                    : "reason.refused";
        }
        if (failure instanceof EOFException) {
            return "reason.cut";
        }
        String words = system(failure);
        return words.isEmpty() ? "reason.unknown" : KNOWN.getOrDefault(words, "");
    }

    /** Whether a disk has no room left. */
    public boolean full() {
        return key(failure).equals(FULL);
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
