package dev.bunrui.classify.explain;

import dev.bunrui.corpus.Article;
import java.util.Locale;

/** What of an article a place is in. */
public enum Part {
    TITLE,
    BODY;

    /** The part's text. */
    public String of(Article article) {
        return this == TITLE ? article.title() : article.body();
    }

    /** How files and programs call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The part that {@link #key} names.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Part of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
