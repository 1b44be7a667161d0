package dev.bunrui.classify.explain;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.Task;
import dev.bunrui.classify.explain.Explanation.Sentence;
import dev.bunrui.classify.explain.Explanation.Token;
import dev.bunrui.corpus.Article;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says which sentences and which tokens of an article carried a classifier's decision. */
public final class Explainer implements AutoCloseable {
    /** Of an article with more sentences, neighbours are left out together: each costs a reading of the whole. */
    private static final int MOST_SENTENCES = 32;

    private final Task task;
    private final TextTokenizer tokenizer;
    private final LoraClassifier network;
    private final Occlusion occlusion;
    private final GradientTimesInput gradient;

    /** Explains what a classifier says; to be closed before it. */
    public Explainer(ArticleClassifier classifier) {
        this.task = classifier.task();
        this.tokenizer = classifier.tokenizer();
        this.network = classifier.network();
        this.occlusion = new Occlusion(network);
        this.gradient = new GradientTimesInput(network);
    }

    /** An article that is explained, with what is needed to explain any class of it. */
    record Sample(ArticleTokens tokens, List<Span> sentences, List<int[]> groups, float[] logits) {
        int predicted() {
            return Logits.argmax(logits);
        }
    }

    /**
     * Explains a class of an article.
     *
     * @param label the class; null for the most probable one
     * @param step runs after each batch and each layer; what it throws ends the work
     * @throws RequestException if there is no such class
     */
    public Explanation explain(Article article, @Nullable String label, Runnable step) {
        int given = label == null ? -1 : place(label);
        Sample sample = read(article);
        step.run();
        int explained = label == null ? sample.predicted() : given;
        return new Explanation(
                task.labels().get(explained),
                Logits.softmax(sample.logits())[explained],
                sentences(sample, explained, step),
                tokens(sample, explained, step));
    }

    private int place(String label) {
        int place = task.labels().indexOf(label);
        if (place < 0) {
            throw new RequestException(
                    ArticleClassifier.class, "explain.class", label, String.join(", ", task.labels()));
        }
        return place;
    }

    Sample read(Article article) {
        ArticleTokens tokens = ArticleTokens.of(tokenizer, task, article);
        List<Span> sentences = Sentences.of(article);
        List<int[]> groups = tokens.of(sentences);
        List<Integer> kept = IntStream.range(0, groups.size())
                .filter(i -> groups.get(i).length > 0) // the others are behind the last token that was read
                .boxed()
                .toList();
        float[] logits = network.logits(List.of(tokens.ids()), done -> {})[0];
        return new Sample(
                tokens,
                kept.stream().map(sentences::get).toList(),
                kept.stream().map(groups::get).toList(),
                logits);
    }

    private List<Sentence> sentences(Sample sample, int label, Runnable step) {
        int count = sample.groups().size();
        List<int[]> together = together(sample.groups());
        float[][] without = occlusion.logits(sample.tokens(), together, done -> step.run());
        double whole = Margin.of(sample.logits(), label);
        List<Sentence> weighed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] logits = without[i * together.size() / count];
            weighed.add(new Sentence(
                    sample.sentences().get(i), whole - Margin.of(logits, label), Logits.softmax(logits)[label]));
        }
        return weighed;
    }

    private static List<int[]> together(List<int[]> groups) {
        int count = groups.size();
        int parts = Math.min(count, MOST_SENTENCES);
        return IntStream.range(0, parts)
                .mapToObj(part -> IntStream.range(0, count)
                        .filter(i -> i * parts / count == part)
                        .flatMap(i -> IntStream.of(groups.get(i)))
                        .toArray())
                .toList();
    }

    private List<Token> tokens(Sample sample, int label, Runnable step) {
        float[] weights = gradient.weights(sample.tokens().ids(), label, step);
        Map<Span, Double> byPlace = new LinkedHashMap<>();
        for (int i : sample.tokens().ofArticle()) {
            Span place = sample.tokens().places().get(i);
            if (place != null) {
                byPlace.merge(place, (double) weights[i], Double::sum);
            }
        }
        return byPlace.entrySet().stream()
                .map(entry -> new Token(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Token token) -> token.place().part())
                        .thenComparing(token -> token.place().start()))
                .toList();
    }

    LoraClassifier network() {
        return network;
    }

    /** By how much a class's margin falls without each sentence of a sample. */
    double[] sentenceWeights(Sample sample, int label, Runnable step) {
        return sentences(sample, label, step).stream()
                .mapToDouble(Sentence::weight)
                .toArray();
    }

    /** A class's gradient times input by token of a sample. */
    float[] tokenWeights(Sample sample, int label, Runnable step) {
        return gradient.weights(sample.tokens().ids(), label, step);
    }

    @Override
    public void close() {
        gradient.close();
    }
}
