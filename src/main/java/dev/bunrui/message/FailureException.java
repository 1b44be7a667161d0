package dev.bunrui.message;

/** The request was right, but the work could not be done. */
public final class FailureException extends SentenceException {
    private static final long serialVersionUID = 1L;

    /** {@code key} names a text in the bundle of the package that {@code room} is in. */
    public FailureException(Class<?> room, String key, Object... arguments) {
        super(room, key, arguments);
    }
}
