package dev.bunrui.corpus;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is in a data set, before anything is learned from it.
 *
 * @param parts number of articles by part: {@code all}, or {@code train}, {@code validation} and {@code test} in this order
 * @param classes number of articles by label, in code point order; articles without a label are not counted
 * @param titleLengths in characters (code points) after cleaning; of the articles that have a title
 * @param bodyLengths in characters (code points) after cleaning
 * @param duplicates groups of articles with the same body, in reading order of their first article
 * @param findings as they came with the data
 */
public record Inspection(
        Map<String, Integer> parts,
        Map<String, Integer> classes,
        Quantiles titleLengths,
        Quantiles bodyLengths,
        List<Duplicates> duplicates,
        List<Finding> findings) {
    /**
     * Articles whose cleaned bodies are identical.
     *
     * @param ids at least two, in reading order
     * @param labels their different labels, in code point order
     * @param parts the parts of a given split that they are in
     */
    public record Duplicates(List<String> ids, List<String> labels, List<String> parts) {
        /** The same text with different labels: at least one of them is wrong, or the classes overlap. */
        public boolean acrossClasses() {
            return labels.size() > 1;
        }

        /** The same text in several parts of a given split: the test measures memory there. */
        public boolean acrossParts() {
            return parts.size() > 1;
        }
    }

    private record Placed(String part, Article article) {}

    public static Inspection of(DataSet data) {
        Map<String, List<Article>> parts = new LinkedHashMap<>();
        if (data.parts() instanceof Given given) {
            parts.put("train", given.train());
            parts.put("validation", given.validation());
            parts.put("test", given.test());
        } else {
            parts.put("all", ((Whole) data.parts()).articles());
        }
        Map<String, Integer> sizes = new LinkedHashMap<>();
        parts.forEach((part, articles) -> sizes.put(part, articles.size()));
        List<Article> all = parts.values().stream().flatMap(List::stream).toList();
        Map<String, Integer> classes = new TreeMap<>(CodePointOrder.INSTANCE);
        for (Article article : all) {
            if (article.label() != null) {
                classes.merge(article.label(), 1, Integer::sum);
            }
        }
        return new Inspection(
                Collections.unmodifiableMap(sizes),
                Collections.unmodifiableMap(classes),
                lengths(all.stream()
                        .map(Article::title)
                        .filter(title -> !title.isEmpty())
                        .toList()),
                lengths(all.stream().map(Article::body).toList()),
                duplicates(parts),
                data.findings());
    }

    /** How many findings there are of each kind; kinds without any are left out. */
    public Map<Finding.Kind, Integer> findingCounts() {
        Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
        findings.forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        return counts;
    }

    private static Quantiles lengths(List<String> texts) {
        return Quantiles.of(texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .toArray());
    }

    private static List<Duplicates> duplicates(Map<String, List<Article>> parts) {
        Collection<List<Placed>> groups = parts.entrySet().stream()
                .flatMap(part -> part.getValue().stream().map(article -> new Placed(part.getKey(), article)))
                .filter(placed -> !placed.article().body().isEmpty())
                .collect(Collectors.groupingBy(
                        placed -> placed.article().body(), LinkedHashMap::new, Collectors.toList()))
                .values();
        return groups.stream()
                .filter(group -> group.size() > 1)
                .map(Inspection::duplicates)
                .toList();
    }

    private static Duplicates duplicates(List<Placed> group) {
        Set<String> labels = new TreeSet<>(CodePointOrder.INSTANCE);
        for (Placed placed : group) {
            String label = placed.article().label();
            if (label != null) {
                labels.add(label);
            }
        }
        return new Duplicates(
                group.stream().map(placed -> placed.article().id()).toList(),
                List.copyOf(labels),
                group.stream().map(Placed::part).distinct().toList());
    }
}
