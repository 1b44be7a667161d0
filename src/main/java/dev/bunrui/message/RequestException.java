package dev.bunrui.message;

import java.util.Locale;

/**
 * The request was wrong: a file, a field or an option that cannot be worked with. Its message is one sentence in the
 * user's language that says what is wrong, where, and what to do.
 */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Class<?> room;
    private final String key;
    private final transient Object[] arguments;

    /** {@code key} names a text in the bundle of the package that {@code room} is in. */
    public RequestException(Class<?> room, String key, Object... arguments) {
        super(Messages.of(room).get(key, arguments));
        this.room = room;
        this.key = key;
        this.arguments = arguments.clone();
    }

    /** The name of the text, for tests and for callers that act on one kind of mistake. */
    public String key() {
        return key;
    }

    /** The sentence in a given language. */
    public String message(Locale locale) {
        return Messages.of(room).get(locale, key, arguments);
    }
}
