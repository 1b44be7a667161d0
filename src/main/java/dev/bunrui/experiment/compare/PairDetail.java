package dev.bunrui.experiment.compare;

import dev.bunrui.experiment.Metrics;
import dev.bunrui.message.Messages;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.McNemar;
import dev.bunrui.training.score.PairedBootstrap;
import dev.bunrui.training.score.PairedComparisons.Pair;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two of a comparison, in full.
 *
 * @param a place of the one that the other is held against
 * @param b place of the other
 * @param test exact, of these two alone
 * @param adjusted its p-value as corrected for all pairs of the comparison
 * @param differ whether the two differ at 5 %, all pairs of the comparison considered: out of many, some seem to by chance
 * @param f1 how much better b's macro-F1 is, with its 95 % interval
 * @param fixed the articles that a labels wrong and b right, by their places
 * @param broken the articles that a labels right and b wrong
 */
public record PairDetail(
        int a,
        int b,
        McNemar test,
        double adjusted,
        boolean differ,
        PairedBootstrap.Difference f1,
        List<Integer> fixed,
        List<Integer> broken) {
    /** Compares two. */
    public static PairDetail of(Comparison comparison, int a, int b) {
        int[] gold = comparison.gold();
        int[] ofA = comparison.labels().get(a);
        int[] ofB = comparison.labels().get(b);
        int classes = comparison.contenders().get(a).labels().size();
        Pair pair = pair(comparison, a, b);
        return new PairDetail(
                a,
                b,
                McNemar.of(gold, ofA, ofB),
                pair.adjusted(),
                pair.differ(),
                PairedBootstrap.macroF1(
                        classes, gold, ofA, ofB, Bootstrap.RESAMPLES, Metrics.BOOTSTRAP_SEED, Metrics.CONFIDENCE),
                IntStream.range(0, gold.length)
                        .filter(i -> ofA[i] != gold[i] && ofB[i] == gold[i])
                        .boxed()
                        .toList(),
                IntStream.range(0, gold.length)
                        .filter(i -> ofA[i] == gold[i] && ofB[i] != gold[i])
                        .boxed()
                        .toList());
    }

    /** Whether there are too few articles that they judge differently for the two to be told apart by. */
    public boolean tooFew() {
        return test.few() && !differ;
    }

    /** What people are told where {@link #tooFew}; empty where it is not so. */
    public Optional<String> caveat(Locale language) {
        return tooFew()
                ? Optional.of(Messages.of(PairDetail.class).get(language, "pair.few", test.fixed() + test.broken()))
                : Optional.empty();
    }

    private static Pair pair(Comparison comparison, int a, int b) {
        return comparison.pairs().pairs().stream()
                .filter(pair -> pair.a() == Math.min(a, b) && pair.b() == Math.max(a, b))
                .findFirst()
                .orElseThrow();
    }
}
