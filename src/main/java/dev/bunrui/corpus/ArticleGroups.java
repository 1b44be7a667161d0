package dev.bunrui.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Articles that stay together, in an order that depends on them and a seed alone; see {@link Splitter}. */
final class ArticleGroups {
    private ArticleGroups() {}

    /** The groups in the order that they are cut in: one row, or, stratified, one row for each class. */
    static List<List<List<Article>>> rows(List<Article> articles, long seed, boolean stratified) {
        List<Article> sorted = articles.stream()
                .sorted(Comparator.comparing(ArticleGroups::label, CodePointOrder.INSTANCE)
                        .thenComparing(Article::id, CodePointOrder.INSTANCE))
                .toList();
        List<List<Article>> groups = List.copyOf(sorted.stream()
                .collect(Collectors.groupingBy(Article::body, LinkedHashMap::new, Collectors.toList()))
                .values());
        Random random = new Random(seed);
        if (!stratified) {
            return List.of(shuffled(groups, random));
        }
        return groups.stream()
                .collect(Collectors.groupingBy(
                        group -> label(group.get(0)),
                        () -> new TreeMap<>(CodePointOrder.INSTANCE),
                        Collectors.toList()))
                .values()
                .stream()
                .map(ofClass -> shuffled(ofClass, random))
                .toList();
    }

    static String label(Article article) {
        return Objects.requireNonNull(article.label(), "an article without a label cannot be split");
    }

    static List<Article> flat(List<List<Article>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    private static List<List<Article>> shuffled(List<List<Article>> groups, Random random) {
        List<List<Article>> shuffled = new ArrayList<>(groups);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, random.nextInt(last + 1));
        }
        return shuffled;
    }
}
