package dev.bunrui.experiment.analysis;

/**
 * An article that every run gets wrong, or nearly every one: it is hard, or its label is.
 *
 * @param gold the class that it has
 * @param agreed the other class that most runs gave it; of several the first in the runs' order of classes
 * @param votes how many runs gave it that class
 * @param wrong how many runs gave it another class than its own, this one or any
 * @param confidence the mean over all runs of the probability of {@code agreed}, between 0 and 1
 */
public record HardArticle(String id, String gold, String agreed, int votes, int wrong, double confidence) {}
