package dev.bunrui.classify.explain;

import dev.bunrui.corpus.Article;

/**
 * A place in an article.
 *
 * @param start in UTF-16 code units from the part's beginning
 * @param end exclusive
 */
public record Span(Part part, int start, int end) {
    /** What stands there. */
    public String of(Article article) {
        return part.of(article).substring(start, end);
    }

    boolean meets(Span other) {
        return part == other.part && start < other.end && end > other.start;
    }
}
