package dev.bunrui.message;

/**
 * The request was wrong: a file, a field or an option that cannot be worked with. Its sentence says what is wrong, where,
 * and what to do.
 */
public final class RequestException extends SentenceException {
    private static final long serialVersionUID = 1L;

    /** {@code key} names a text in the bundle of the package that {@code room} is in. */
    public RequestException(Class<?> room, String key, Object... arguments) {
        super(room, key, arguments);
    }
}
