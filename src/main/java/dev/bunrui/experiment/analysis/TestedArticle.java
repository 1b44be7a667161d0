package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;

/**
 * An article of a run's test, and what the run said of it.
 *
 * @param gold the class that it has
 * @param predicted the class that the run gave it
 * @param confidence the probability of the class given, between 0 and 1
 */
public record TestedArticle(Article article, String gold, String predicted, double confidence) {
    public boolean misread() {
        return !gold.equals(predicted);
    }
}
