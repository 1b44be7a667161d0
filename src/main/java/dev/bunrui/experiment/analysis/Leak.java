package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;

/**
 * An article of the test whose body the run was trained on, or nearly so.
 *
 * @param trained the article of the training that is most like it
 * @param similarity the five-character pieces that both bodies have, as a part of those that either has: 0.8 to 1
 * @param same whether the bodies are the same but for case and what is neither letter nor digit
 */
public record Leak(Article tested, Article trained, double similarity, boolean same) {}
