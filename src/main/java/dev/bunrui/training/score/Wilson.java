package dev.bunrui.training.score;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval of a fraction such as the accuracy: E. B. Wilson, <i>Probable inference, the law of succession,
 * and statistical inference</i>, JASA 22 (1927). Unlike the textbook's ± it stays within 0 and 1 and keeps a width
 * where every article was right.
 *
 * <p>How often the interval of 95 % holds the true fraction goes up and down with that, since successes are whole: in the mean
 * over fractions around any from 0.5 to 0.99 it is 95.0 to 95.9 % from 5 trials on; at single fractions, computed exactly,
 * 93.3 to 96.9 % where at least ten successes and ten failures are to be expected. With fewer it goes from 84 to 99 %,
 * as it has to for whatever is said of so few (L. D. Brown, T. T. Cai and A. DasGupta, <i>Interval estimation for a binomial
 * proportion</i>, Statistical Science 16, 2001, where it is the one to take).
 */
public final class Wilson {
    private Wilson() {}

    /**
     * With p = successes / n and z the normal quantile of (1 + confidence) / 2, the interval is
     * (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Without any trial it is [0, 1].
     *
     * @param confidence such as 0.95
     * @throws IllegalArgumentException if {@code successes} are not 0 to {@code n}, or {@code confidence} is not
     *     between 0 and 1
     */
    public static Interval interval(int successes, int n, double confidence) {
        Interval.requireConfidence(confidence);
        if (successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes in " + n + " trials");
        }
        if (n == 0) {
            return Interval.ofIgnorance();
        }
        return interval((double) successes / n, n, confidence);
    }

    /** The same of a fraction of a number of trials that need not be whole, such as an effective sample size. */
    static Interval interval(double p, double n, double confidence) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double shrink = 1 + z * z / n;
        double centre = (p + z * z / (2 * n)) / shrink;
        double reach = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink;
        // At the ends the formula gives 0 and 1 exactly; rounding must not push the fraction out of its own interval.
        return new Interval(p == 0 ? 0 : centre - reach, p == 1 ? 1 : centre + reach);
    }
}
