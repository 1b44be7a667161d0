package dev.bunrui.experiment;

import dev.bunrui.corpus.Article;

/**
 * An article that a run was trained on and that its classifier sees much like another.
 *
 * @param cosine of what the head reads of the two, -1 to 1
 */
public record SimilarArticle(Article article, double cosine) {}
