package dev.bunrui.experiment.compare;

import dev.bunrui.experiment.Predictions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.SaidLabels;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.PairedComparisons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs and baselines on the same test articles.
 *
 * @param contenders best first by right answers on the test
 * @param gold the index of each test article's label
 * @param ids of the test articles
 * @param labels what each contender said, in their order
 * @param pairs each two compared, by their places in {@code contenders}; and the groups that cannot be told apart
 * @param tried how many runs there are, with those that were left out: the settings that were tried on the same validation
 *     articles
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers; compared nowhere
public record Comparison(
        List<Contender> contenders,
        int[] gold,
        List<String> ids,
        List<int[]> labels,
        PairedComparisons pairs,
        int tried) {
    private static final int FEWEST = 2;

    /** Every two are compared: of ten thousand that would be fifty million tests, and nothing could be told apart. */
    static final int MOST = 200;

    public Comparison {
        contenders = List.copyOf(contenders);
        ids = List.copyOf(ids);
        labels = List.copyOf(labels);
    }

    /**
     * Compares.
     *
     * @throws RequestException if there are fewer than two, they know other classes, or were tested on other articles: it is
     *     said what differs; or one has no predictions
     */
    public static Comparison of(List<Contender> given) {
        return of(given, runs(given));
    }

    /**
     * As {@link #of}, but of more than {@value #MOST} runs only as many, those that were best on validation: the test has
     * no say in who is compared. Baselines are always.
     */
    public static Comparison ofBest(List<Contender> given) {
        if (runs(given) <= MOST) {
            return of(given);
        }
        Set<Contender> best = given.stream()
                .filter(each -> each.baseline().isEmpty())
                .sorted(Comparator.comparingDouble(Comparison::validation).reversed())
                .limit(MOST)
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
        return of(
                given.stream()
                        .filter(each -> each.baseline().isPresent() || best.contains(each))
                        .toList(),
                runs(given));
    }

    private static double validation(Contender run) {
        return run.result().validation().scores().macroF1();
    }

    private static int runs(List<Contender> contenders) {
        return (int)
                contenders.stream().filter(each -> each.baseline().isEmpty()).count();
    }

    private static Comparison of(List<Contender> given, int tried) {
        if (given.size() < FEWEST) {
            throw new RequestException(Comparison.class, "compare.few", given.size());
        }
        Contender first = given.get(0);
        given.forEach(other -> requireComparable(first, other));
        Predictions reference = first.test();
        byte[] articles = first.testLabels().articles();
        List<int[]> labels = given.parallelStream()
                .map(other -> labels(first, articles, other))
                .toList();
        int[] right =
                labels.stream().mapToInt(said -> right(reference.gold(), said)).toArray();
        List<Integer> order = IntStream.range(0, given.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -right[i])
                        .thenComparing(i -> given.get(i).name()))
                .toList();
        List<int[]> sorted = order.stream().map(labels::get).toList();
        return new Comparison(
                order.stream().map(given::get).toList(),
                reference.gold(),
                reference.ids(),
                sorted,
                PairedComparisons.of(reference.gold(), sorted),
                tried);
    }

    private static int[] labels(Contender first, byte[] articles, Contender other) {
        SaidLabels said = other.testLabels();
        if (!Arrays.equals(said.articles(), articles)) {
            throw differ(first, first.test(), other, other.test());
        }
        return said.labels();
    }

    private static int right(int[] gold, int[] said) {
        return (int)
                IntStream.range(0, gold.length).filter(i -> gold[i] == said[i]).count();
    }

    private static void requireComparable(Contender first, Contender other) {
        if (!first.labels().equals(other.labels())) {
            Set<String> only = new LinkedHashSet<>(first.labels());
            only.addAll(other.labels());
            Set<String> both = new HashSet<>(first.labels());
            both.retainAll(other.labels());
            only.removeAll(both);
            throw new RequestException(
                    Comparison.class, "compare.classes", first.name(), other.name(), String.join(", ", only));
        }
        if (!first.sameTest(other)) {
            throw differ(first, first.test(), other, other.test());
        }
    }

    private static RequestException differ(Contender a, Predictions ofA, Contender b, Predictions ofB) {
        Set<String> common = new HashSet<>(ofA.ids());
        common.retainAll(new HashSet<>(ofB.ids()));
        return new RequestException(
                Comparison.class,
                "compare.articles",
                a.name(),
                b.name(),
                ofA.size(),
                ofB.size(),
                common.size(),
                differences(a.settings(), b.settings()));
    }

    /** The options that decide who is tested and have other values. */
    private static String differences(Optional<RunSettings> a, Optional<RunSettings> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return "--data";
        }
        List<String> differing = new ArrayList<>();
        add(differing, "--data", a.get().data(), b.get().data());
        add(differing, "--split-seed", a.get().split().seed(), b.get().split().seed());
        add(
                differing,
                "--stratified",
                a.get().split().stratified(),
                b.get().split().stratified());
        add(
                differing,
                "--fold",
                a.get().split().fold().map(Object::toString).orElse("-"),
                b.get().split().fold().map(Object::toString).orElse("-"));
        // The same settings, and yet other articles: the files themselves changed.
        return differing.isEmpty() ? "--data " + a.get().data() : String.join(", ", differing);
    }

    private static void add(List<String> to, String option, Object a, Object b) {
        if (!a.equals(b)) {
            to.add(option + " " + a + " / " + b);
        }
    }

    /** The letters of the groups that a contender is in: two that share none can be told apart. */
    public String letters(int contender) {
        StringBuilder letters = new StringBuilder();
        for (int group = 0; group < pairs.groups().size(); group++) {
            if (pairs.groups().get(group).contains(contender)) {
                letters.append(letter(group));
            }
        }
        return letters.toString();
    }

    private static String letter(int group) {
        String last = String.valueOf((char) ('a' + group % 26));
        return group < 26 ? last : letter(group / 26 - 1) + last;
    }

    /** Whether a contender cannot be told apart from the one with the most right answers. */
    public boolean amongTheBest(int contender) {
        // The best one's pairs come first, in the order of the others.
        return contender == 0 || !pairs.pairs().get(contender - 1).differ();
    }

    /**
     * The run that was best on validation, the first of equals, by its place; empty if there are only baselines. The more
     * settings were tried, the more of its lead there is luck.
     */
    public Optional<Integer> chosen() {
        return IntStream.range(0, contenders.size())
                .filter(i -> contenders.get(i).baseline().isEmpty())
                .boxed()
                .max(Comparator.comparingDouble((Integer i) -> validation(contenders.get(i)))
                        .thenComparing(Comparator.reverseOrder()));
    }

    /** How many runs are compared. */
    public int compared() {
        return runs(contenders);
    }

    /** Whether there are runs that are not compared, as others were better on validation. */
    public boolean capped() {
        return compared() < tried;
    }
}
