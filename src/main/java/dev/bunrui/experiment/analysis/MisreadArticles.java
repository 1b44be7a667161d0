package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.Predictions;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The articles of a run's test behind each cell of its confusion matrix.
 *
 * @param labels the classes in the order of the matrix
 * @param articles all articles of the test, those with the most confident answer first
 */
public record MisreadArticles(List<String> labels, List<TestedArticle> articles) {
    public MisreadArticles {
        labels = List.copyOf(labels);
        articles = articles.stream()
                .sorted(Comparator.comparingDouble(TestedArticle::confidence).reversed())
                .toList();
    }

    /** What is behind the matrix of a run. */
    public static MisreadArticles of(TestedRun run) {
        Predictions said = run.predictions();
        List<String> labels = run.manifest().labels();
        int[] predicted = said.labels();
        return new MisreadArticles(
                labels,
                IntStream.range(0, said.size())
                        .mapToObj(i -> new TestedArticle(
                                run.split().test().get(i),
                                labels.get(said.gold()[i]),
                                labels.get(predicted[i]),
                                Logits.softmax(said.logits()[i])[predicted[i]]))
                        .toList());
    }

    /** Those that were given a wrong class, the most confidently wrong first. */
    public List<TestedArticle> misread() {
        return articles.stream().filter(TestedArticle::misread).toList();
    }

    /**
     * Those of a class that were given a class, right or wrong, the most confident first.
     *
     * @throws RequestException if either is no class of the run
     */
    public List<TestedArticle> cell(String gold, String predicted) {
        for (String label : List.of(gold, predicted)) {
            if (!labels.contains(label)) {
                throw new RequestException(MisreadArticles.class, "label.unknown", label, String.join(", ", labels));
            }
        }
        return articles.stream()
                .filter(each -> each.gold().equals(gold) && each.predicted().equals(predicted))
                .toList();
    }
}
