package dev.bunrui.experiment.analysis;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.Predictions;
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
public record MaskedTest(Metrics all, Metrics masked, Difference difference) {
    /**
     * Classifies the masked test.
     *
     * @param classifier the run's own
     * @param done hears how many articles are classified; what it throws ends the work
     */
    public static MaskedTest of(TestedRun run, GiveAways words, ArticleClassifier classifier, IntConsumer done) {
        List<Article> masked = run.split().test().stream().map(words::masked).toList();
        List<float[]> logits = new ArrayList<>();
        classifier.classify(masked, each -> {
            logits.add(each.classification().logits());
            done.accept(logits.size());
        });
        Predictions before = run.predictions();
        Predictions after = new Predictions(before.ids(), before.gold(), logits.toArray(float[][]::new));
        int classes = run.manifest().labels().size();
        return new MaskedTest(
                Metrics.of(before, classes),
                Metrics.of(after, classes),
                PairedBootstrap.macroF1(
                        classes,
                        before.gold(),
                        before.labels(),
                        after.labels(),
                        Bootstrap.RESAMPLES,
                        Metrics.BOOTSTRAP_SEED,
                        Metrics.CONFIDENCE));
    }
}
