package dev.bunrui.bench.coverage;

import dev.bunrui.training.score.Interval;
import java.util.SplittableRandom;

/**
 * One kind of test that an interval of 95 % is stated of.
 *
 * @param kind the score, as it is asked for on the command line
 * @param heldOut whether nothing about the interval was chosen by it
 * @param what of the classifier, and how many articles
 * @param truth the true score
 * @param trial draws a test and states the interval of its score
 */
public record Setting(String kind, boolean heldOut, String what, double truth, Trial trial) {
    /** Draws a test; the same random numbers and seed make the same. */
    interface Trial {
        Stated state(SplittableRandom random, long seed);
    }

    /**
     * What is said of one test.
     *
     * @param told whether the program says, too, that the interval is not to be relied on
     * @param apart on how many articles just one of two is right; 0 where there is but one classifier
     */
    record Stated(Interval interval, boolean told, int apart) {
        static Stated plainly(Interval interval) {
            return new Stated(interval, false, 0);
        }
    }
}
