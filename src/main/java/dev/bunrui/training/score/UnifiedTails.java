package dev.bunrui.training.score;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much of a distribution is unlikely to either side, of an estimate of something that is not below 0: G. J. Feldman
 * and R. D. Cousins, <i>Unified approach to the classical statistical analysis of small signals</i>, Physical Review D 57
 * (1998), arXiv:physics/9711021. Far from 0 it is the same to either side. At 0 it is all above, since an estimate that is
 * too small speaks for 0 all the more: so an interval holds 0, too, as often as it says, and not more often.
 *
 * @param below the part below
 * @param above the part above
 */
record UnifiedTails(double below, double above) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int HALVINGS = 40;

    /**
     * The tails of a normal distribution around a true value of μ standard deviations. Estimates are taken in by the
     * ratio of their likelihood to that of the likeliest true value, max(x, 0), which is exp(−(x − μ)²/2) above 0 and
     * exp(xμ − μ²/2) below; so the ends are μ + t and, where that is below 0, (μ² − t²)/2μ.
     */
    static UnifiedTails of(double mu, double confidence) {
        double outside = 1 - confidence;
        double low = NORMAL.inverseSurvivalProbability(outside);
        double high = NORMAL.inverseSurvivalProbability(outside / 2);
        if (mu >= high) {
            return new UnifiedTails(outside / 2, outside / 2);
        }
        if (mu <= 0) {
            return new UnifiedTails(0, outside);
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double t = (low + high) / 2;
            double below = NORMAL.cumulativeProbability((mu * mu - t * t) / (2 * mu) - mu);
            if (below + NORMAL.survivalProbability(t) > outside) {
                low = t;
            } else {
                high = t;
            }
        }
        double above = NORMAL.survivalProbability((low + high) / 2);
        return new UnifiedTails(outside - above, above);
    }
}
