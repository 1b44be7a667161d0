package dev.bunrui.corpus;

import java.util.Comparator;

/**
 * The order of UTF-8 bytes: no locale, and unlike {@link String#compareTo} characters beyond U+FFFF come last, as in
 * Python and in {@code sort} under {@code LC_ALL=C}.
 */
enum CodePointOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int at = 0; at < shared; at++) {
            char a = one.charAt(at);
            char b = other.charAt(at);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
