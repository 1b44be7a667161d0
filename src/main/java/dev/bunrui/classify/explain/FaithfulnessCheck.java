package dev.bunrui.classify.explain;

import dev.bunrui.classify.explain.Explainer.Sample;
import dev.bunrui.classify.explain.Faithfulness.Effect;
import dev.bunrui.corpus.Article;
import dev.bunrui.training.score.Logits;
import dev.bunrui.training.score.MeanInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Measures the {@link Faithfulness} of explanations on articles. */
public final class FaithfulnessCheck {
    /** Texts at random that the marked one is held to, for each article and method. */
    private static final int DRAWS = 5;

    private static final double CONFIDENCE = 0.95;

    private final Explainer explainer;
    private final Occlusion occlusion;
    private final SplittableRandom random;
    private final List<Falls> ofSentences = new ArrayList<>();
    private final List<Falls> ofTokens = new ArrayList<>();

    private record Falls(double marked, double random) {}

    private FaithfulnessCheck(Explainer explainer, long seed) {
        this.explainer = explainer;
        this.occlusion = new Occlusion(explainer.network());
        this.random = new SplittableRandom(seed);
    }

    /**
     * Measures on articles; the same seed gives the same figures.
     *
     * @param articles of at least one token each
     * @param done hears after each batch how many articles are done; what it throws ends the work
     * @throws IllegalArgumentException if there is no article
     */
    public static Faithfulness measure(Explainer explainer, List<Article> articles, long seed, IntConsumer done) {
        FaithfulnessCheck check = new FaithfulnessCheck(explainer, seed);
        for (int i = 0; i < articles.size(); i++) {
            int before = i;
            check.measure(explainer.read(articles.get(i)), () -> done.accept(before));
            done.accept(i + 1);
        }
        return new Faithfulness(articles.size(), check.effect(check.ofSentences), check.effect(check.ofTokens));
    }

    private void measure(Sample sample, Runnable step) {
        int label = sample.predicted();
        double[] sentenceWeights = explainer.sentenceWeights(sample, label, step);
        List<int[]> sentences = sample.groups();
        float[] tokenWeights = explainer.tokenWeights(sample, label, step);
        List<int[]> tokens = IntStream.of(sample.tokens().ofArticle())
                .mapToObj(i -> new int[] {i})
                .toList();
        int count = (int) Math.ceil(Faithfulness.SHARE * tokens.size());
        double[] perToken =
                tokens.stream().mapToDouble(token -> tokenWeights[token[0]]).toArray();
        List<int[]> left = new ArrayList<>();
        addAll(left, sentences, sentenceWeights, count);
        addAll(left, tokens, perToken, count);
        float[][] logits = occlusion.logits(sample.tokens(), left, done -> step.run());
        double whole = Logits.softmax(sample.logits())[label];
        double[] falls = new double[logits.length];
        for (int i = 0; i < falls.length; i++) {
            falls[i] = whole - Logits.softmax(logits[i])[label];
        }
        ofSentences.add(falls(falls, 0));
        ofTokens.add(falls(falls, 1 + DRAWS));
    }

    /** What is marked, then texts at random, each of so many tokens. */
    private void addAll(List<int[]> to, List<int[]> pieces, double[] weights, int count) {
        List<Integer> strongest =
                new ArrayList<>(IntStream.range(0, pieces.size()).boxed().toList());
        strongest.sort(
                Comparator.comparingDouble((Integer piece) -> weights[piece]).reversed());
        to.add(first(pieces, strongest, count));
        for (int draw = 0; draw < DRAWS; draw++) {
            to.add(first(pieces, shuffled(pieces.size()), count));
        }
    }

    private static int[] first(List<int[]> pieces, List<Integer> order, int count) {
        return order.stream()
                .flatMapToInt(piece -> IntStream.of(pieces.get(piece)))
                .limit(count)
                .toArray();
    }

    private List<Integer> shuffled(int count) {
        double[] keys = random.doubles(count).toArray();
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(piece -> keys[piece]))
                .toList();
    }

    private static Falls falls(double[] falls, int marked) {
        return new Falls(
                falls[marked],
                DoubleStream.of(falls).skip(marked + 1L).limit(DRAWS).average().orElseThrow());
    }

    private Effect effect(List<Falls> falls) {
        double[] differences = falls.stream()
                .mapToDouble(each -> each.marked() - each.random())
                .toArray();
        return new Effect(
                falls.stream().mapToDouble(Falls::marked).average().orElseThrow(),
                falls.stream().mapToDouble(Falls::random).average().orElseThrow(),
                MeanInterval.of(differences, CONFIDENCE),
                MeanInterval.rough(differences));
    }
}
