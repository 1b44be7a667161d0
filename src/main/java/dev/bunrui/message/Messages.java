package dev.bunrui.message;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * Texts for people, one bundle a room: {@code messages.properties} (English) and {@code messages_ja.properties} beside
 * the classes of the room's package.
 */
public final class Messages {
    private static final ResourceBundle.Control NO_DETOUR =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Class<?> room;

    private Messages(Class<?> room) {
        this.room = room;
    }

    /** The texts of the package that {@code room} is in. */
    public static Messages of(Class<?> room) {
        return new Messages(room);
    }

    /** The text of a key in the user's language, its {@code {0}}, {@code {1}} … replaced by the arguments. */
    public String get(String key, Object... arguments) {
        return get(Locale.getDefault(), key, arguments);
    }

    /**
     * The text of a key in a given language.
     *
     * @throws MissingResourceException if the bundle lacks the key
     */
    public String get(Locale locale, String key, Object... arguments) {
        Object[] words = Arrays.stream(arguments)
                .map(argument -> argument instanceof Told told ? told.message(locale) : argument)
                .toArray();
        return new MessageFormat(bundle(locale).getString(key), locale).format(words);
    }

    /** The names of all texts. */
    public Set<String> keys() {
        return bundle(Locale.getDefault()).keySet();
    }

    private ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(room.getPackageName() + ".messages", locale, room.getClassLoader(), NO_DETOUR);
    }
}
