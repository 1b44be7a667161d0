package dev.bunrui.message;

import java.util.Locale;

/** Words that are others in each language; as an argument of a text they are put in that text's language. */
public interface Told {
    /** The words in a given language. */
    String message(Locale locale);
}
