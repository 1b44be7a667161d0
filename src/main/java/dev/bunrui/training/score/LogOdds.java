package dev.bunrui.training.score;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The words that give a class away: the weighted log-odds ratio with an informative Dirichlet prior of B. L. Monroe,
 * M. P. Colaresi and K. M. Quinn, <i>Fightin' words: lexical feature selection and evaluation for identifying the
 * content of political conflict</i>, Political Analysis 16 (2008). Frequent words of all classes do not come up, and
 * neither do words that occur once.
 */
public final class LogOdds {
    private final int classes;
    private final Map<String, double[]> scores;

    private LogOdds(int classes, Map<String, double[]> scores) {
        this.classes = classes;
        this.scores = scores;
    }

    /**
     * A term and how much it speaks for a class.
     *
     * @param z the log-odds ratio of the class against all others in standard errors; beyond ±1.96 it is unlikely to
     *     be chance for a term that was not picked for it
     */
    public record Term(String term, double z) {}

    /**
     * Weighs terms. With y the count of a term in the class, n the sum of the class over all terms, and α the term's
     * part of {@code strength} by its count in all classes, the log odds are log((y + α) / (n + strength − y − α)),
     * their difference from those of all other classes has the variance 1/(y + α) + 1/(y′ + α).
     *
     * @param counts how often each term occurs in each class, or in how many of its documents; all of one length. A
     *     term that occurs nowhere is left out
     * @param strength how many counts the prior weighs, above 0, such as 500 or the length of a document: the more,
     *     the more counts a term needs to come up
     * @throws IllegalArgumentException if there is no class, a count is negative, or {@code strength} not above 0
     */
    public static LogOdds of(Map<String, int[]> counts, double strength) {
        if (!(strength > 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a prior weighs more than nothing; not " + strength);
        }
        int classes =
                counts.values().stream().mapToInt(row -> row.length).findFirst().orElse(0);
        long[] sums = new long[classes];
        counts.forEach((term, row) -> add(sums, term, row));
        long all = sum(sums);
        Map<String, double[]> scores = new LinkedHashMap<>();
        counts.forEach((term, row) -> {
            long own = 0;
            for (int count : row) {
                own += count;
            }
            if (own > 0) {
                double prior = strength * own / all;
                double[] z = new double[classes];
                for (int label = 0; label < classes; label++) {
                    double here = row[label] + prior;
                    double elsewhere = own - row[label] + prior;
                    double restHere = sums[label] + strength - here;
                    double restElsewhere = all - sums[label] + strength - elsewhere;
                    double difference = Math.log(here / restHere) - Math.log(elsewhere / restElsewhere);
                    // Where no other term occurs there is nothing to compare it with.
                    z[label] = own == all ? 0 : difference / Math.sqrt(1 / here + 1 / elsewhere);
                }
                scores.put(term, z);
            }
        });
        return new LogOdds(classes, scores);
    }

    private static void add(long[] sums, String term, int[] row) {
        if (row.length == 0 || row.length != sums.length) {
            throw new IllegalArgumentException(term + " has counts of " + row.length + " classes");
        }
        for (int label = 0; label < row.length; label++) {
            if (row[label] < 0) {
                throw new IllegalArgumentException(term + " occurs " + row[label] + " times");
            }
            sums[label] += row[label];
        }
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    /** The terms that occur, each with its z for every class, in the order given. */
    public Map<String, double[]> scores() {
        Map<String, double[]> copies = new LinkedHashMap<>();
        scores.forEach((term, z) -> copies.put(term, z.clone()));
        return copies;
    }

    /**
     * The terms that speak most for a class, at most {@code k} of them, the strongest first; terms that speak against
     * it are not among them.
     *
     * @throws IndexOutOfBoundsException if {@code label} is no class
     */
    public List<Term> top(int label, int k) {
        Objects.checkIndex(label, classes);
        return scores.entrySet().stream()
                .map(entry -> new Term(entry.getKey(), entry.getValue()[label]))
                .filter(term -> term.z() > 0)
                .sorted(Comparator.comparingDouble(Term::z).reversed().thenComparing(Term::term))
                .limit(k)
                .toList();
    }
}
