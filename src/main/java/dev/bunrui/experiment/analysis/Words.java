package dev.bunrui.experiment.analysis;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text: runs of kanji, of katakana, and of letters and digits (with {@code - _ . &} within), of at least two
 * characters, in lower case. Runs of hiragana, mostly endings and particles, are no words here. A
 * {@link java.text.BreakIterator} parts Japanese at much the same places, but as each Java version's data have it; these
 * are the same everywhere.
 */
final class Words {
    private static final String LETTER = "[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]]";
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}]{2,}|[\\p{IsKatakana}ー]{2,}|" + LETTER + "(?:[-_.&]?" + LETTER + ")+");

    private Words() {}

    /** The different words of a text. */
    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(text).results().forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
        return words;
    }

    /** A text without some words. */
    static String without(String text, Set<String> words) {
        return WORD.matcher(text)
                .replaceAll(word -> words.contains(word.group().toLowerCase(Locale.ROOT))
                        ? ""
                        : Matcher.quoteReplacement(word.group()));
    }
}
