package dev.bunrui.experiment.analysis;

/**
 * An article that every run gets wrong: it is hard, or its label is.
 *
 * @param gold the class that it has
 * @param agreed the class that most runs gave it; of several the first in the runs' order of classes
 * @param votes how many runs gave it that class
 * @param confidence the mean over all runs of the probability of {@code agreed}, between 0 and 1
 */
public record HardArticle(String id, String gold, String agreed, int votes, double confidence) {}
