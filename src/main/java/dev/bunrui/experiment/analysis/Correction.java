package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;

/**
 * Another label for an article.
 *
 * @param article as it was when the label was chosen
 * @param label the class that it is to have
 */
public record Correction(Article article, String label) {
    /** Whether the label is another one than the article has. */
    public boolean differs() {
        return !label.equals(article.label());
    }
}
