package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * The articles on which just one of two runs is right.
 *
 * @param fixed those that the first run gets wrong and the second right
 * @param broken those that the first run gets right and the second wrong
 */
public record Turned(List<TurnedArticle> fixed, List<TurnedArticle> broken) {
    public Turned {
        fixed = List.copyOf(fixed);
        broken = List.copyOf(broken);
    }

    /**
     * An article of which the runs say different things.
     *
     * @param gold the class that it has
     * @param wrong the class that the run gave it that gets it wrong
     */
    public record TurnedArticle(String id, String gold, String wrong) {}

    /**
     * Compares two runs.
     *
     * @throws RequestException as {@link HardArticles#of} does
     */
    public static Turned between(RunFolder one, RunFolder other) {
        List<Answered> answers = Answered.read(List.of(one, other));
        Answered before = answers.get(0);
        Answered after = answers.get(1);
        List<TurnedArticle> fixed = new ArrayList<>();
        List<TurnedArticle> broken = new ArrayList<>();
        for (int i = 0; i < before.predictions().size(); i++) {
            if (!before.right(i) && after.right(i)) {
                fixed.add(article(before, i));
            } else if (before.right(i) && !after.right(i)) {
                broken.add(article(after, i));
            }
        }
        return new Turned(fixed, broken);
    }

    private static TurnedArticle article(Answered wrong, int article) {
        return new TurnedArticle(
                wrong.predictions().ids().get(article),
                wrong.labels().get(wrong.predictions().gold()[article]),
                wrong.labels().get(wrong.predicted()[article]));
    }
}
