package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;
import dev.bunrui.training.score.LogOdds;
import dev.bunrui.training.score.LogOdds.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that give a class away, by {@link LogOdds} of how many of the training's articles of each class have them in
 * title or body.
 *
 * @param labels the classes
 * @param words of each class, in the order of the labels, the most telling first
 */
public record GiveAways(List<String> labels, List<List<GiveAway>> words) {
    /**
     * The weight of the prior as a part of all counts. With less of it the names that stand in all articles of one class
     * and in no other, which give most away, come behind common words: nothing is counted elsewhere that they could be
     * surely compared with.
     */
    private static final double PRIOR = 0.1;

    public GiveAways {
        labels = List.copyOf(labels);
        words = words.stream().map(List::copyOf).toList();
    }

    /**
     * A telling word.
     *
     * @param z how much it speaks for its class, in standard errors
     * @param within how many of the training's articles of the class have it
     * @param all how many of the training's articles have it
     */
    public record GiveAway(String word, double z, int within, int all) {}

    /** The most telling words of a run's training, at most {@code top} for each class. */
    public static GiveAways of(TestedRun run, int top) {
        return of(run.manifest().labels(), run.split().train(), top);
    }

    static GiveAways of(List<String> labels, List<Article> train, int top) {
        Map<String, int[]> counts = new HashMap<>();
        for (Article article : train) {
            int label = labels.indexOf(article.label());
            for (String word : Words.of(article.title() + "\n" + article.body())) {
                counts.computeIfAbsent(word, first -> new int[labels.size()])[label]++;
            }
        }
        long all = counts.values().stream()
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .sum();
        LogOdds odds = LogOdds.of(counts, Math.max(1, PRIOR * all));
        List<List<GiveAway>> words = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            List<GiveAway> telling = new ArrayList<>();
            for (Term term : odds.top(label, top)) {
                int[] having = counts.getOrDefault(term.term(), new int[labels.size()]);
                telling.add(new GiveAway(
                        term.term(),
                        term.z(),
                        having[label],
                        Arrays.stream(having).sum()));
            }
            words.add(telling);
        }
        return new GiveAways(labels, words);
    }

    /** An article without all these words, whichever class they give away. */
    Article masked(Article article) {
        Set<String> all = new HashSet<>();
        words.forEach(ofClass -> ofClass.forEach(each -> all.add(each.word())));
        return new Article(
                article.id(),
                Words.without(article.title(), all),
                Words.without(article.body(), all),
                article.label(),
                article.fields());
    }
}
