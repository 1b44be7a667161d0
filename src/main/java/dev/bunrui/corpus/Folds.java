package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cuts articles in k parts of like size, each of which is the test once. The groups and their order are those of
 * {@link Splitter}; among n articles the cuts are after ⌊in/k⌋, stratified within each class as there. A group across cuts
 * goes to the part that its middle lies in.
 */
final class Folds {
    private Folds() {}

    /**
     * The split of one turn.
     *
     * @throws RequestException if a part would be empty, or a class would be missing from what is learned from: nothing is
     *     moved between the parts to mend that, as an article would then be tested on twice or never
     */
    static Split split(List<List<List<Article>>> rows, Fold fold) {
        List<List<List<Article>>> parts = cut(rows, fold.of()); // [part][group][article]
        int smallest = parts.stream().mapToInt(List::size).min().orElse(0);
        if (smallest == 0) {
            int groups = parts.stream().mapToInt(List::size).sum();
            throw new RequestException(Folds.class, "fold.empty", fold.of(), groups);
        }
        int test = fold.number() - 1;
        int validation = (test + 1) % fold.of();
        List<Article> train = IntStream.range(0, fold.of())
                .filter(part -> part != test && part != validation)
                .mapToObj(part -> ArticleGroups.flat(parts.get(part)))
                .flatMap(List::stream)
                .toList();
        Split split = new Split(train, ArticleGroups.flat(parts.get(validation)), ArticleGroups.flat(parts.get(test)));
        requireClasses(split, fold);
        return split;
    }

    private static List<List<List<Article>>> cut(List<List<List<Article>>> rows, int k) {
        List<List<List<Article>>> parts = new ArrayList<>();
        for (int part = 0; part < k; part++) {
            parts.add(new ArrayList<>());
        }
        long before = 0;
        for (List<List<Article>> row : rows) {
            long after = before + row.stream().mapToLong(List::size).sum();
            long start = before;
            for (List<Article> group : row) {
                parts.get(part(start, group.size(), before, after, k)).add(group);
                start += group.size();
            }
            before = after;
        }
        return parts;
    }

    /** The part whose end, counted over all rows, is the first that the group's middle does not lie behind. */
    private static int part(long start, int size, long before, long after, int k) {
        long twiceTheMiddle = 2 * (start - before) + size;
        for (int part = 0; part < k - 1; part++) {
            long end = after * (part + 1) / k - before * (part + 1) / k;
            if (twiceTheMiddle <= 2 * end) {
                return part;
            }
        }
        return k - 1;
    }

    private static void requireClasses(Split split, Fold fold) {
        Set<String> learned =
                split.train().stream().map(ArticleGroups::label).collect(Collectors.toCollection(HashSet::new));
        Set<String> missing = new TreeSet<>(CodePointOrder.INSTANCE);
        for (List<Article> part : List.of(split.validation(), split.test())) {
            part.stream()
                    .map(ArticleGroups::label)
                    .filter(label -> !learned.contains(label))
                    .forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            throw new RequestException(Folds.class, "fold.class", fold, String.join(", ", missing));
        }
    }
}
