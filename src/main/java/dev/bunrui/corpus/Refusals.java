package dev.bunrui.corpus;

import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** What is said when the system refuses to give a file's content. */
final class Refusals {
    private Refusals() {}

    static RequestException unreadable(Path path, IOException failure) {
        RequestException refusal = failure instanceof CharacterCodingException
                // Every byte was looked at before, when the encoding was found.
                ? new RequestException(Refusals.class, "file.changed", path)
                : new RequestException(Refusals.class, "file.unreadable", path, new SystemReason(failure));
        refusal.initCause(failure);
        return refusal;
    }
}
