package dev.bunrui.app.text;

import dev.bunrui.message.SentenceException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences from other rooms in the words of the window: {@code --lr} becomes the name of its field, and what has no
 * sentence of its own is never shown as the program knows it.
 */
public final class Wording {
    private static final Pattern OPTION =
            Pattern.compile("(?<![\\w-])(?:(?:bunrui train )?--[a-z][a-z-]*|max-length)(?![\\w-])");

    private final Texts texts;

    public Wording(Texts texts) {
        this.texts = texts;
    }

    /** The sentence for the window. */
    public String of(String sentence) {
        return OPTION.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(named(found)));
    }

    /** The sentence for what went wrong, in the language that is shown now. */
    public String of(Throwable problem) {
        if (problem instanceof SentenceException told) {
            return of(told.message(texts.language().get()));
        }
        if (problem instanceof OutOfMemoryError) {
            long allowed = Runtime.getRuntime().maxMemory() >> 20;
            return texts.now("trouble.memory", Long.toString(allowed), Long.toString(4 * allowed));
        }
        return texts.now("trouble.unexpected");
    }

    private String named(MatchResult found) {
        String key = "field." + found.group().replaceFirst("^.*--", "");
        return texts.has(key) ? texts.now("wizard.field-name", texts.now(key)) : found.group();
    }
}
