package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.text.Texts;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences from rooms that speak of the command line's options, in the words of the window: {@code --lr} becomes the
 * name of its field.
 */
public final class Wording {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(?:--[a-z][a-z-]*|max-length)(?![\\w-])");

    private final Texts texts;

    public Wording(Texts texts) {
        this.texts = texts;
    }

    /** The sentence for the window. */
    public String of(String sentence) {
        return OPTION.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(named(found)));
    }

    private String named(MatchResult found) {
        String key = "field." + found.group().replaceFirst("^--", "");
        return texts.has(key) ? texts.now("wizard.field-name", texts.now(key)) : found.group();
    }
}
