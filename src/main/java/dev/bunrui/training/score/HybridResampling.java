package dev.bunrui.training.score;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * Which true calibration errors go with the one seen, by drawing tests under each of them: C.-S. Chuang and T. L. Lai,
 * <i>Hybrid resampling methods for confidence intervals</i>, Statistica Sinica 10 (2000). It is needed since the error
 * is a sum of absolute values, of which the bootstrap is biased where the gaps are small.
 *
 * <p>The gap of a bin, dₖ = nₖ/n (accuracyₖ − confidenceₖ), is drawn from a normal distribution. The true gaps of a true
 * error e are a guess by those seen: the likeliest ones with Σ |dₖ| = e, which are |dₖ| − λσₖ², not below 0, with the λ that
 * gives that sum, averaged with others that are shared out more evenly. The likeliest alone leave a small error to few bins,
 * and are wrong about those of many. Of an e below the error seen the others are the gaps seen, all made smaller alike, and
 * count a third; of an e above it they count half and are shared out as
 * √(dₖ² + σₖ²), since a bin in which none is seen may have one. The variance is
 * nσₖ² = nₖ/n (a(1 − a) + (a − confidenceₖ)²) − d², with the accuracy a drawn towards the confidence as by two more
 * articles, so that a bin without errors has one too.
 *
 * <p>Which errors seen are unlikely under a true error is told by {@link UnifiedTails}, by how far that error moves the
 * median of those seen away from that of a calibrated classifier, in standard deviations of the latter.
 */
final class HybridResampling {
    // Of the two articles that are added to a bin one and a half are as right as it is sure and the rest is right by
    // halves: found by simulation, with classifiers that are nearly always right and sure of it.
    private static final double ADDED = 2;
    private static final double ADDED_AS_SURE = 1.5;
    /** How much the gaps that are shared out evenly count against the likeliest ones: found by simulation, too. */
    private static final double EVEN_WHERE_SMALLER = 1 / 3.0;

    private static final double EVEN_WHERE_LARGER = 0.5;
    /** Of a normal distribution: the part that lies no further above the middle than the standard deviation. */
    private static final double ABOVE = 0.8413;

    private static final int HALVINGS = 20; // of [0, 1]: to a millionth

    private final double[] size; // |dₖ| as seen
    private final double[] variance; // σₖ²
    private final double[] deviation;
    private final double[][] noise; // [resample][bin]
    private final double seen;

    /** Prepares to draw tests like that which filled the bins with at least one article. */
    HybridResampling(List<ReliabilityBin> all, int resamples, long seed) {
        List<ReliabilityBin> bins = all.stream().filter(bin -> bin.n() > 0).toList();
        int n = bins.stream().mapToInt(ReliabilityBin::n).sum();
        size = new double[bins.size()];
        variance = new double[bins.size()];
        for (int k = 0; k < size.length; k++) {
            ReliabilityBin bin = bins.get(k);
            double share = (double) bin.n() / n;
            size[k] = share * Math.abs(bin.gap());
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

    /** The true error under which one smaller and one larger than that seen are as likely; 0 where there is none. */
    double corrected() {
        return first(error -> Draws.quantile(drawn(error), 0.5) >= seen);
    }

    /** The true errors under which the one seen is none of the unlikely ones. */
    Interval interval(double confidence) {
        double[] calibrated = drawn(0);
        double middle = Draws.quantile(calibrated, 0.5);
        double deviation = (Draws.quantile(calibrated, ABOVE) - Draws.quantile(calibrated, 1 - ABOVE)) / 2;
        ToDoubleFunction<double[]> shift = drawn -> (Draws.quantile(drawn, 0.5) - middle) / deviation;
        double low = first(error -> {
            double[] drawn = drawn(error);
            UnifiedTails tails = UnifiedTails.of(shift.applyAsDouble(drawn), confidence);
            return Draws.quantile(drawn, 1 - tails.above()) >= seen;
        });
        double high = first(error -> {
            double[] drawn = drawn(error);
            UnifiedTails tails = UnifiedTails.of(shift.applyAsDouble(drawn), confidence);
            return tails.below() * drawn.length >= 0.5 && Draws.quantile(drawn, tails.below()) > seen;
        });
        return new Interval(low, high);
    }

    /** The least true error from which on something holds. */
    private double first(DoublePredicate holds) {
        if (holds.test(0)) {
            return 0;
        }
        // The gaps of a true error above the one seen are another kind of guess; on either side it holds from some
        // error on.
        boolean below = holds.test(seen);
        double low = below ? 0 : seen;
        double high = below ? seen : 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The errors seen in tests that are drawn under a true error. */
    private double[] drawn(double error) {
        double[] gap = error < seen ? smaller(error) : larger(error);
        double[] errors = new double[noise.length];
        for (int resample = 0; resample < errors.length; resample++) {
            double sum = 0;
            for (int k = 0; k < gap.length; k++) {
                sum += Math.abs(gap[k] + deviation[k] * noise[resample][k]);
            }
            errors[resample] = sum;
        }
        return errors;
    }

    private double[] larger(double error) {
        double[] even = new double[size.length];
        Arrays.setAll(even, k -> Math.hypot(size[k], deviation[k]));
        double factor = error / Arrays.stream(even).sum();
        double added = (error - seen) / Arrays.stream(variance).sum();
        double[] gap = new double[size.length];
        Arrays.setAll(gap, k -> mean(size[k] + added * variance[k], even[k] * factor, EVEN_WHERE_LARGER));
        return gap;
    }

    private double[] smaller(double error) {
        double lambda = lambda(error);
        double[] gap = new double[size.length];
        Arrays.setAll(
                gap,
                k -> mean(Math.max(0, size[k] - lambda * variance[k]), size[k] * error / seen, EVEN_WHERE_SMALLER));
        return gap;
    }

    private static double mean(double likeliest, double even, double weight) {
        return (1 - weight) * likeliest + weight * even;
    }

    /** By how much of their variances the gaps are reduced to sum up to an error that is smaller than that seen. */
    private double lambda(double error) {
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
