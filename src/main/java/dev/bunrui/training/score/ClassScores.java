package dev.bunrui.training.score;

/**
 * How well one class was told from the others; fractions between 0 and 1, and 0 where the divisor is 0.
 *
 * @param precision the part of the articles given this label that are of this class
 * @param recall the part of the articles of this class that were given its label
 * @param f1 the harmonic mean of the two, 2 hits / (support + predictions)
 * @param support how many articles are of this class
 */
public record ClassScores(double precision, double recall, double f1, int support) {}
