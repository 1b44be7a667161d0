package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Several runs that were tested on the same articles, and the articles that all of them get wrong. Their predictions
 * tell it; the articles themselves need not be there.
 *
 * @param runs in the order given, at least two
 * @param tested how many articles all were tested on
 * @param hard those that every run gets wrong, those first whose other class most runs agree on most surely
 */
public record HardArticles(List<RunFolder> runs, int tested, List<HardArticle> hard) {
    public HardArticles {
        runs = List.copyOf(runs);
        hard = List.copyOf(hard);
    }

    /**
     * Compares runs.
     *
     * @throws RequestException if there are fewer than two, one is not finished or garbled, or they were tested on
     *     different articles
     */
    public static HardArticles of(List<RunFolder> runs) {
        List<Answered> answers = Answered.read(runs);
        Answered first = answers.get(0);
        List<HardArticle> hard = new ArrayList<>();
        for (int i = 0; i < first.predictions().size(); i++) {
            int article = i;
            if (answers.stream().noneMatch(each -> each.right(article))) {
                hard.add(article(answers, article));
            }
        }
        hard.sort(Comparator.comparingInt(HardArticle::votes)
                .thenComparingDouble(HardArticle::confidence)
                .reversed());
        return new HardArticles(runs, first.predictions().size(), hard);
    }

    private static HardArticle article(List<Answered> answers, int article) {
        Answered first = answers.get(0);
        int classes = first.labels().size();
        int[] votes = new int[classes];
        double[] probabilities = new double[classes];
        for (Answered each : answers) {
            votes[each.predicted()[article]]++;
            double[] own = Logits.softmax(each.predictions().logits()[article]);
            for (int label = 0; label < classes; label++) {
                probabilities[label] += own[label] / answers.size();
            }
        }
        int agreed = 0;
        for (int label = 1; label < classes; label++) {
            agreed = votes[label] > votes[agreed] ? label : agreed;
        }
        return new HardArticle(
                first.predictions().ids().get(article),
                first.labels().get(first.predictions().gold()[article]),
                first.labels().get(agreed),
                votes[agreed],
                probabilities[agreed]);
    }
}
