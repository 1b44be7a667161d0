package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What is said when the system refuses to give a file's content. */
final class Refusals {
    private Refusals() {}

    static RequestException unreadable(Path path, IOException failure) {
        RequestException refusal = failure instanceof CharacterCodingException
                // Every byte was looked at before, when the encoding was found.
                ? new RequestException(Refusals.class, "file.changed", path)
                : new RequestException(Refusals.class, "file.unreadable", path, reason(failure));
        refusal.initCause(failure);
        return refusal;
    }

    /** The system's reason, without the path that file exceptions repeat. */
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException named) {
            String fallback = failure instanceof AccessDeniedException
                    ? "access denied"
                    : failure.getClass().getSimpleName();
            return named.getReason() == null ? fallback : named.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
