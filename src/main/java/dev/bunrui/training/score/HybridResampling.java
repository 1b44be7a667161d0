package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.List;

/**
 * Which true calibration errors go with the one seen, by drawing tests under each of them: C.-S. Chuang and T. L. Lai,
 * <i>Hybrid resampling methods for confidence intervals</i>, Statistica Sinica 10 (2000). It is needed since the error
 * is a sum of absolute values, of which the bootstrap is biased where the gaps are small.
 *
 * <p>The gap of a bin, dₖ = nₖ/n (accuracyₖ − confidenceₖ), is drawn from a normal distribution. For a true error e the
 * true gaps are the likeliest ones with Σ |dₖ| = e, given those seen: |dₖ| − λσₖ², not below 0, with the λ that gives
 * that sum. The variance is nσₖ² = nₖ/n (a(1 − a) + (a − confidenceₖ)²) − d², with the accuracy a drawn towards the
 * confidence as by two more articles, so that a bin without errors has one too.
 */
final class HybridResampling {
    // Of the two articles that are added to a bin one and a half are as right as it is sure and the rest is right by
    // halves: found by simulation, with classifiers that are nearly always right and sure of it.
    private static final double ADDED = 2;
    private static final double ADDED_AS_SURE = 1.5;
    /**
     * An error seen that is smaller than those of 16 % of the tests of a calibrated classifier is luck and does not
     * lower the upper end further: G. Cowan et al., <i>Power-constrained limits</i>, 2011, arXiv:1105.3166.
     */
    private static final double LUCK = 0.16;

    private static final int HALVINGS = 30; // of [0, 1]: to 1e-9

    private final double[] size; // |dₖ| as seen
    private final double[] sign;
    private final double[] variance; // σₖ²
    private final double[] deviation;
    private final double[][] noise; // [resample][bin]
    private final double seen;

    /** Prepares to draw tests like that which filled the bins with at least one article. */
    HybridResampling(List<ReliabilityBin> all, int resamples, long seed) {
        List<ReliabilityBin> bins = all.stream().filter(bin -> bin.n() > 0).toList();
        int n = bins.stream().mapToInt(ReliabilityBin::n).sum();
        size = new double[bins.size()];
        sign = new double[bins.size()];
        variance = new double[bins.size()];
        for (int k = 0; k < size.length; k++) {
            ReliabilityBin bin = bins.get(k);
            double share = (double) bin.n() / n;
            size[k] = share * Math.abs(bin.gap());
            sign[k] = bin.gap() < 0 ? -1 : 1;
            variance[k] = variance(bin, share) / n;
        }
        deviation = Arrays.stream(variance).map(Math::sqrt).toArray();
        seen = Arrays.stream(size).sum();
        Draws draws = new Draws(seed);
        noise = new double[resamples][size.length];
        for (double[] row : noise) {
            Arrays.setAll(row, k -> draws.normal());
        }
    }

    /** The true error under which the error seen is at a quantile of all seen; 0 where there is none that small. */
    double errorSeenAt(double fraction) {
        double sought = fraction < 0.5 ? Math.max(seen, quantile(0, LUCK)) : seen;
        if (quantile(0, fraction) >= sought) {
            return 0;
        }
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (quantile(middle, fraction) < sought) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double quantile(double error, double fraction) {
        double lambda = lambda(error);
        double[] gap = new double[size.length];
        for (int k = 0; k < gap.length; k++) {
            gap[k] = sign[k] * Math.max(0, size[k] - lambda * variance[k]);
        }
        double[] errors = new double[noise.length];
        for (int resample = 0; resample < errors.length; resample++) {
            double sum = 0;
            for (int k = 0; k < gap.length; k++) {
                sum += Math.abs(gap[k] + deviation[k] * noise[resample][k]);
            }
            errors[resample] = sum;
        }
        return Draws.quantile(errors, fraction);
    }

    private double lambda(double error) {
        if (error >= seen) {
            return (seen - error) / Arrays.stream(variance).sum();
        }
        double low = 0;
        double high = 0;
        for (int k = 0; k < size.length; k++) {
            high = Math.max(high, size[k] / variance[k]);
        }
        for (int halving = 0; halving < 2 * HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int k = 0; k < size.length; k++) {
                sum += Math.max(0, size[k] - middle * variance[k]);
            }
            if (sum > error) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double variance(ReliabilityBin bin, double share) {
        double right = bin.accuracy() * bin.n() + ADDED_AS_SURE * bin.confidence() + (ADDED - ADDED_AS_SURE) / 2;
        double a = right / (bin.n() + ADDED);
        double gap = a - bin.confidence();
        return share * (a * (1 - a) + gap * gap) - share * gap * share * gap;
    }
}
