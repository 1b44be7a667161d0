package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cuts articles in ten parts: eight to learn from, one for validation, one for the test. Who goes where depends on the
 * articles and the seed alone, not on the order they come in, the machine or its settings.
 *
 * <p>Articles are sorted by label and id in code point order and put into groups of equal bodies, which stay together; a
 * group's place is that of its first article. The groups are shuffled by Fisher and Yates' method, from the last place
 * down, with {@link Random} seeded with the seed, whose every number the Java documentation prescribes. Among n articles
 * the cuts are after ⌊8n/10⌋ and ⌊9n/10⌋; a group across a cut goes to the side that holds more of it, at a tie to the
 * earlier one.
 *
 * <p>Stratified, the same is done within each class, in code point order of the labels. A class that begins after m
 * articles and ends before M gets ⌊8M/10⌋ − ⌊8m/10⌋ of them into training, and so on: each part of each class is within
 * one of its share, and the sizes of the whole parts are the same as without.
 *
 * <p>Small sets are then mended: a class that training lacks gives it its first group from validation, else from the
 * test; an empty validation or test is given the last group that training can spare without losing a class, else the last
 * of the other, if that has several.
 *
 * <p>A turn of a cross-validation is cut by {@link Folds}; {@link TrainingShare} leaves out a part of what there is to learn
 * from.
 */
public final class Splitter {
    private Splitter() {}

    /**
     * Takes a given split as it is, and splits a whole.
     *
     * @throws RequestException if there are too few different bodies to give each part one and training every class, or a
     *     fold is asked for of articles that are split already
     */
    public static Split split(Parts parts, SplitPlan plan) {
        if (parts instanceof Given given) {
            if (plan.fold().isPresent()) {
                throw new RequestException(
                        Splitter.class, "fold.given", plan.fold().get());
            }
            return TrainingShare.of(new Split(given.train(), given.validation(), given.test()), plan.trainShare());
        }
        return split(((Whole) parts).articles(), plan);
    }

    /**
     * Splits articles as described above.
     *
     * @param articles all with labels
     * @throws RequestException if there are too few different bodies to give each part one and training every class
     */
    public static Split split(List<Article> articles, SplitPlan plan) {
        List<List<List<Article>>> rows = ArticleGroups.rows(articles, plan.seed(), plan.stratified());
        Split whole = plan.fold().map(fold -> Folds.split(rows, fold)).orElseGet(() -> tenths(rows));
        return TrainingShare.of(whole, plan.trainShare());
    }

    private static Split tenths(List<List<List<Article>>> rows) {
        Draft draft = new Draft();
        rows.forEach(draft::add);
        draft.mend();
        return new Split(
                ArticleGroups.flat(draft.train), ArticleGroups.flat(draft.validation), ArticleGroups.flat(draft.test));
    }

    /** The three parts while they are being filled. */
    private static final class Draft {
        final List<List<Article>> train = new ArrayList<>();
        final List<List<Article>> validation = new ArrayList<>();
        final List<List<Article>> test = new ArrayList<>();
        private long before;

        void add(List<List<Article>> groups) {
            long after = before + groups.stream().mapToLong(List::size).sum();
            long trainEnd = after * 8 / 10 - before * 8 / 10;
            long validationEnd = after * 9 / 10 - before * 9 / 10;
            long start = 0;
            for (List<Article> group : groups) {
                long twiceTheMiddle = 2 * start + group.size();
                if (twiceTheMiddle <= 2 * trainEnd) {
                    train.add(group);
                } else if (twiceTheMiddle <= 2 * validationEnd) {
                    validation.add(group);
                } else {
                    test.add(group);
                }
                start += group.size();
            }
            before = after;
        }

        void mend() {
            Set<String> learned = new HashSet<>(learned().keySet());
            for (List<List<Article>> part : List.of(validation, test)) {
                for (List<Article> group : List.copyOf(part)) {
                    List<String> labels =
                            group.stream().map(ArticleGroups::label).toList();
                    if (!learned.containsAll(labels)) {
                        part.remove(group);
                        train.add(group);
                        learned.addAll(labels);
                    }
                }
            }
            fill(validation, test);
            fill(test, validation);
        }

        private void fill(List<List<Article>> part, List<List<Article>> other) {
            if (!part.isEmpty()) {
                return;
            }
            Map<String, Long> learned = learned();
            for (int at = train.size() - 1; at >= 0; at--) {
                Map<String, Long> leaving = counts(List.of(train.get(at)));
                if (leaving.entrySet().stream().allMatch(e -> learned.getOrDefault(e.getKey(), 0L) > e.getValue())) {
                    part.add(train.remove(at));
                    return;
                }
            }
            if (other.size() < 2) {
                throw new RequestException(
                        Splitter.class, "split.too-few", learned.size(), train.size() + other.size());
            }
            part.add(other.remove(other.size() - 1));
        }

        private Map<String, Long> learned() {
            return counts(train);
        }

        private static Map<String, Long> counts(List<List<Article>> groups) {
            return groups.stream()
                    .flatMap(List::stream)
                    .map(ArticleGroups::label)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }
}
