package dev.bunrui.experiment;

import dev.bunrui.corpus.Article;

/**
 * An article of a run's test set, and what the run made of it when it was tested.
 *
 * @param gold the class that it has
 * @param predicted the class that the run gave it
 */
public record TestExample(Article article, String gold, String predicted) {
    public boolean right() {
        return gold.equals(predicted);
    }
}
