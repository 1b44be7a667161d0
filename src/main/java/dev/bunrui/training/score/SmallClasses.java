package dev.bunrui.training.score;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes that a test has hardly any articles of. Most such tests show no error in such a class, and nothing drawn from
 * them does; so {@link Bootstrap}'s interval of macro-F1, in which every class counts as much, is too narrow, as is told there: it is
 * where a class has fewer than five, and not where all have more.
 *
 * @param classes in label order
 */
public record SmallClasses(List<Small> classes) {
    /** From so many articles on a class is not small. */
    public static final int ENOUGH = 5;

    /** One of them, and how many articles of it there are; 0 where it does not occur. */
    public record Small(int label, int articles) {}

    public SmallClasses {
        classes = List.copyOf(classes);
    }

    /** Those of scores; none where no article was scored, since then nothing is said at all. */
    public static SmallClasses of(Scores scores) {
        return new SmallClasses(IntStream.range(
                        0, scores.n() == 0 ? 0 : scores.perClass().size())
                .mapToObj(label -> new Small(label, scores.perClass().get(label).support()))
                .filter(each -> each.articles() < ENOUGH)
                .toList());
    }

    /** Whether there is one. */
    public boolean any() {
        return !classes.isEmpty();
    }

    /** Their names, each with its number of articles, such as {@code sports (3), music (1)}. */
    public String named(List<String> labels) {
        return classes.stream()
                .map(each -> labels.get(each.label()) + " (" + each.articles() + ")")
                .collect(Collectors.joining(", "));
    }
}
