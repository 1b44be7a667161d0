package dev.bunrui.training.score;

import java.util.ArrayList;
import java.util.List;

/**
 * What is reported of a classifier on a split; fractions between 0 and 1.
 *
 * <p>The definitions are those of scikit-learn 1.9, {@code precision_recall_fscore_support(gold, predicted,
 * average="macro", zero_division=0)} without {@code labels}: a macro score is the plain mean over the classes that
 * occur among the gold labels or the predictions. A class that occurs in neither says nothing and is left out; one
 * that is there but never predicted counts with 0. Macro-F1 is the mean of the classes' F1, not the F1 of the means.
 * Without any article every score is 0.
 *
 * @param n how many articles were scored
 * @param accuracy the part of the articles whose label is right
 * @param perClass the scores of every class in label order, those that do not occur included
 */
public record Scores(
        int n, double accuracy, double macroPrecision, double macroRecall, double macroF1, List<ClassScores> perClass) {
    public Scores {
        perClass = List.copyOf(perClass);
    }

    /**
     * Scores predictions.
     *
     * @throws IllegalArgumentException as {@link Confusion#of} does
     */
    public static Scores of(int classes, int[] gold, int[] predicted) {
        return of(Confusion.of(classes, gold, predicted));
    }

    /** Scores counted predictions. */
    public static Scores of(Confusion confusion) {
        List<ClassScores> perClass = new ArrayList<>(confusion.classes());
        int right = 0;
        int occurring = 0;
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int label = 0; label < confusion.classes(); label++) {
            int hits = confusion.count(label, label);
            int support = confusion.support(label);
            int predictions = confusion.predictions(label);
            ClassScores scores = new ClassScores(
                    ratio(hits, predictions),
                    ratio(hits, support),
                    ratio(2L * hits, (long) support + predictions),
                    support);
            perClass.add(scores);
            right += hits;
            occurring += support + predictions > 0 ? 1 : 0;
            precision += scores.precision();
            recall += scores.recall();
            f1 += scores.f1();
        }
        return new Scores(
                confusion.n(),
                ratio(right, confusion.n()),
                mean(precision, occurring),
                mean(recall, occurring),
                mean(f1, occurring),
                perClass);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double mean(double sum, int count) {
        return count == 0 ? 0 : sum / count;
    }
}
