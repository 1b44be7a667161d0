package dev.bunrui.experiment.compare;

import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.McNemar;
import dev.bunrui.training.score.PairedBootstrap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two of a comparison, in full.
 *
 * @param a place of the one that the other is held against
 * @param b place of the other
 * @param test exact, of these two alone
 * @param adjusted its p-value as corrected for all pairs of the comparison
 * @param f1 how much better b's macro-F1 is, with its 95 % interval
 * @param fixed the articles that a labels wrong and b right, by their places
 * @param broken the articles that a labels right and b wrong
 */
public record PairDetail(
        int a,
        int b,
        McNemar test,
        double adjusted,
        PairedBootstrap.Difference f1,
        List<Integer> fixed,
        List<Integer> broken) {
    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 0;

    /** Compares two. */
    public static PairDetail of(Comparison comparison, int a, int b) {
        int[] gold = comparison.gold();
        int[] ofA = comparison.labels().get(a);
        int[] ofB = comparison.labels().get(b);
        int classes = comparison.contenders().get(a).labels().size();
        return new PairDetail(
                a,
                b,
                McNemar.of(gold, ofA, ofB),
                adjusted(comparison, a, b),
                PairedBootstrap.macroF1(classes, gold, ofA, ofB, Bootstrap.RESAMPLES, SEED, CONFIDENCE),
                IntStream.range(0, gold.length)
                        .filter(i -> ofA[i] != gold[i] && ofB[i] == gold[i])
                        .boxed()
                        .toList(),
                IntStream.range(0, gold.length)
                        .filter(i -> ofA[i] == gold[i] && ofB[i] != gold[i])
                        .boxed()
                        .toList());
    }

    private static double adjusted(Comparison comparison, int a, int b) {
        return comparison.pairs().pairs().stream()
                .filter(pair -> pair.a() == Math.min(a, b) && pair.b() == Math.max(a, b))
                .findFirst()
                .orElseThrow()
                .adjusted();
    }

    /** Whether the two differ at 5 %, all pairs of the comparison considered: out of many, some seem to by chance. */
    public boolean differ() {
        return adjusted <= 1 - CONFIDENCE;
    }
}
