package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Several runs that were tested on the same articles, and the articles that all or nearly all of them get wrong. Their
 * predictions tell it; the articles themselves need not be there.
 *
 * @param runs in the order given, at least two
 * @param tested how many articles all were tested on
 * @param hard those that so many runs get wrong, those first whose other class most runs agree on most surely
 */
public record HardArticles(List<RunFolder> runs, int tested, List<HardArticle> hard) {
    /** The share of the runs that is nearly all of them: of fewer than five it is all. */
    public static final double NEARLY_ALL = 0.8;

    public HardArticles {
        runs = List.copyOf(runs);
        hard = List.copyOf(hard);
    }

    /**
     * What every run gets wrong.
     *
     * @throws RequestException as {@link #of(List, double)}
     */
    public static HardArticles of(List<RunFolder> runs) {
        return of(runs, 1);
    }

    /**
     * What a share of the runs gets wrong. The runs are read one after the other and not kept: there may be hundreds.
     *
     * @param share of the runs that has to get an article wrong, above 0 and up to 1
     * @throws RequestException if there are fewer than two, one is not finished or garbled, or they were tested on
     *     different articles
     */
    public static HardArticles of(List<RunFolder> runs, double share) {
        if (runs.size() < 2) {
            throw new RequestException(HardArticles.class, "hard.one");
        }
        Answered first = Answered.read(runs.get(0));
        int articles = first.predictions().size();
        int[][] votes = new int[articles][first.labels().size()];
        double[][] sums = new double[articles][first.labels().size()];
        for (RunFolder run : runs) {
            Answered each = run.equals(runs.get(0)) ? first : Answered.read(run);
            if (!first.testedAlike(each)) {
                throw new RequestException(
                        HardArticles.class,
                        "hard.others",
                        run.name(),
                        runs.get(0).name());
            }
            add(each, votes, sums);
        }
        List<HardArticle> hard = new ArrayList<>();
        for (int i = 0; i < articles; i++) {
            int wrong = runs.size() - votes[i][first.predictions().gold()[i]];
            if (wrong >= share * runs.size()) {
                hard.add(article(first, i, votes[i], sums[i], runs.size()));
            }
        }
        hard.sort(Comparator.comparingInt(HardArticle::votes)
                .thenComparingDouble(HardArticle::confidence)
                .reversed());
        return new HardArticles(runs, articles, hard);
    }

    private static void add(Answered run, int[][] votes, double[][] sums) {
        for (int i = 0; i < votes.length; i++) {
            votes[i][run.predicted()[i]]++;
            double[] probabilities = Logits.softmax(run.predictions().logits()[i]);
            for (int label = 0; label < probabilities.length; label++) {
                sums[i][label] += probabilities[label];
            }
        }
    }

    private static HardArticle article(Answered first, int article, int[] votes, double[] sums, int runs) {
        int gold = first.predictions().gold()[article];
        int agreed = gold == 0 ? 1 : 0;
        for (int label = 0; label < votes.length; label++) {
            agreed = label != gold && votes[label] > votes[agreed] ? label : agreed;
        }
        return new HardArticle(
                first.predictions().ids().get(article),
                first.labels().get(gold),
                first.labels().get(agreed),
                votes[agreed],
                runs - votes[gold],
                sums[agreed] / runs);
    }
}
