package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Another label for an article.
 *
 * @param article as it was when the label was chosen
 * @param label the class that it is to have
 */
public record Correction(Article article, String label) {
    /** Whether an article is still the one that the label was chosen for: by its texts and its label. */
    boolean isOf(@Nullable Article now) {
        return now != null
                && now.title().equals(article.title())
                && now.body().equals(article.body())
                && Objects.equals(now.label(), article.label());
    }

    /** Whether the label is another one than the article has. */
    public boolean differs() {
        return !label.equals(article.label());
    }
}
