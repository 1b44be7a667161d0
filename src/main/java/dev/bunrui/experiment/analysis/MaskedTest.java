package dev.bunrui.experiment.analysis;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.corpus.Article;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.PairedBootstrap;
import dev.bunrui.training.score.PairedBootstrap.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How a run does on its test when the words that give classes away are left out of the articles: how far its score hangs
 * on them.
 *
 * @param all the score on the test as it is, computed when the run was tested
 * @param masked the score on the test without those words
 * @param difference the change in macro-F1, below 0 where it falls, with its paired interval of 95 %
 */
public record MaskedTest(TestScore all, TestScore masked, Difference difference) {
    /**
     * Classifies the masked test.
     *
     * @param classifier the run's own
     * @param done hears how many articles are classified; what it throws ends the work
     */
    public static MaskedTest of(TestedRun run, GiveAways words, ArticleClassifier classifier, IntConsumer done) {
        List<Article> masked = run.split().test().stream().map(words::masked).toList();
        List<String> labels = run.manifest().labels();
        List<Integer> said = new ArrayList<>();
        classifier.classify(masked, each -> {
            said.add(labels.indexOf(each.classification().label()));
            done.accept(said.size());
        });
        int[] gold = run.predictions().gold();
        int[] before = run.predictions().labels();
        int[] after = said.stream().mapToInt(Integer::intValue).toArray();
        int classes = labels.size();
        return new MaskedTest(
                TestScore.of(classes, gold, before),
                TestScore.of(classes, gold, after),
                PairedBootstrap.macroF1(
                        classes, gold, before, after, Bootstrap.RESAMPLES, TestScore.SEED, TestScore.CONFIDENCE));
    }
}
