package dev.bunrui.baseline;

/**
 * What a baseline says of the articles that it did not learn from. The largest score names the label, the lowest label
 * where several are largest; only of the majority and the probe are scores logits, whose softmax are probabilities.
 *
 * @param validation a score of each class for each article, {@code [articles][classes]}; empty without articles
 * @param test likewise
 */
public record BaselineScores(float[][] validation, float[][] test) {}
