package dev.bunrui.message;

import java.util.Locale;

/** Something went wrong that can be told in one sentence; the message is that sentence in the user's language. */
public abstract sealed class SentenceException extends RuntimeException implements Told
        permits RequestException, FailureException {
    private static final long serialVersionUID = 1L;

    private final transient Class<?> room;
    private final String key;
    private final transient Object[] arguments;

    SentenceException(Class<?> room, String key, Object... arguments) {
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
    @Override
    public String message(Locale locale) {
        return Messages.of(room).get(locale, key, arguments);
    }
}
