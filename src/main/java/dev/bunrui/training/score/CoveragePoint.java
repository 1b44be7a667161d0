package dev.bunrui.training.score;

/**
 * What a classifier does that answers only where it is sure enough; fractions between 0 and 1.
 *
 * @param threshold the confidence from which on it answers
 * @param answered how many articles it answers
 * @param toPerson how many are left to a person
 * @param share the part that it answers, 0 where there is no article
 * @param accuracy the part of the answered that is right, 0 where none is answered; 1 less it is the risk
 * @param interval {@link Wilson}'s interval of 95 % of that part
 */
public record CoveragePoint(
        double threshold, int answered, int toPerson, double share, double accuracy, Interval interval) {}
