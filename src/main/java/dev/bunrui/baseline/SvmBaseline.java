package dev.bunrui.baseline;

import de.bwaldvogel.liblinear.Feature;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Split;
import dev.bunrui.message.RequestException;
import java.util.List;

/**
 * A linear support vector machine over character n-grams: what there was before language models, and for long articles
 * hard to beat. An article's text is its title, a line break and its body.
 */
public final class SvmBaseline {
    private static final double COUNTED = 0.15; // the part of the work that is done after each stretch
    private static final double WEIGHED = 0.3;
    private static final double FITTED = 0.9;

    // Of the livedoor corpus' training articles, 7.3 million characters, 450 MB are needed and 430 MB are too little.
    private static final int BYTES_A_CHARACTER = 60;

    private SvmBaseline() {}

    /**
     * Fits on the training articles and scores the others. The same articles in the same order give the same scores on
     * every machine.
     *
     * @param classes how many classes there are
     * @param training the label of each training article; a class may be missing, see {@link LinearSvm}
     * @return decision values: not probabilities, and not to be put through a softmax
     * @throws IllegalArgumentException if there is no class or no training article, or not one label for each
     * @throws RequestException if the articles are too long or too many for the memory that Java may use
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    public static BaselineScores scores(Split split, int classes, int[] training, Watch watch) {
        Labels.require(classes, training);
        if (training.length == 0 || training.length != split.train().size()) {
            throw new IllegalArgumentException(
                    training.length + " labels for " + split.train().size() + " training articles");
        }
        requireMemory(split.train());
        int articles = training.length;
        List<String> texts = texts(split.train());
        CharacterNgrams ngrams = CharacterNgrams.fit(texts, watch.stretch(0, COUNTED, articles));
        Watch.Stretch weighing = watch.stretch(COUNTED, WEIGHED, articles);
        List<Feature[]> rows = texts.parallelStream()
                .map(text -> {
                    Feature[] row = ngrams.weigh(text);
                    weighing.pieceDone();
                    return row;
                })
                .toList();
        LinearSvm svm =
                LinearSvm.fit(ngrams.size(), rows, classes, training, watch, watch.stretch(WEIGHED, FITTED, classes));
        Watch.Stretch scoring = watch.stretch(
                FITTED, 1, split.validation().size() + split.test().size());
        return new BaselineScores(
                decisions(split.validation(), ngrams, svm, scoring), decisions(split.test(), ngrams, svm, scoring));
    }

    // Running out of memory half way would end more than the baseline.
    private static void requireMemory(List<Article> articles) {
        long characters = 0;
        for (Article article : articles) {
            characters += article.title().length() + article.body().length();
        }
        long needed = (characters * BYTES_A_CHARACTER) >> 20;
        long allowed = Runtime.getRuntime().maxMemory() >> 20;
        if (needed > allowed) {
            throw new RequestException(
                    SvmBaseline.class,
                    "svm.memory",
                    Long.toString(needed),
                    Long.toString(allowed),
                    Long.toString(2 * needed));
        }
    }

    private static float[][] decisions(
            List<Article> articles, CharacterNgrams ngrams, LinearSvm svm, Watch.Stretch stretch) {
        return texts(articles).parallelStream()
                .map(text -> {
                    float[] decisions = svm.decisions(ngrams.weigh(text));
                    stretch.pieceDone();
                    return decisions;
                })
                .toArray(float[][]::new);
    }

    private static List<String> texts(List<Article> articles) {
        return articles.stream()
                .map(article -> article.title() + "\n" + article.body())
                .toList();
    }
}
