package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.training.score.Logits;
import dev.bunrui.training.score.Scores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivedoorSvmTest {
    private static final Path CORPUS = Path.of("../shared/data/ldcc-20140209.tar.gz");

    // scikit-learn 1.9.1 on the same split, as src/bench/baseline.py runs it.
    private static final double VALIDATION_F1 = 0.9703;
    private static final double VALIDATION_ACCURACY = 0.9729;
    private static final double TEST_F1 = 0.9635;
    private static final double TEST_ACCURACY = 0.9661;

    @Test
    void theRealCorpusIsScoredAsByScikitLearn() {
        assumeTrue(Files.exists(CORPUS), "the livedoor corpus is not on this machine");
        Split split = Splitter.split(DataReader.read(CORPUS, Columns.GUESSED).parts(), SplitPlan.STANDARD);
        List<String> classes =
                split.train().stream().map(Article::label).distinct().sorted().toList();
        assertThat(classes).hasSize(9);
        BaselineScores scores = SvmBaseline.scores(split, 9, labels(split.train(), classes), Watch.unwatched());
        Scores validation = Scores.of(9, labels(split.validation(), classes), predicted(scores.validation()));
        Scores test = Scores.of(9, labels(split.test(), classes), predicted(scores.test()));
        assertThat(validation.macroF1()).isCloseTo(VALIDATION_F1, within(0.003));
        assertThat(validation.accuracy()).isCloseTo(VALIDATION_ACCURACY, within(0.003));
        assertThat(test.macroF1()).isCloseTo(TEST_F1, within(0.003));
        assertThat(test.accuracy()).isCloseTo(TEST_ACCURACY, within(0.003));
    }

    private static int[] labels(List<Article> articles, List<String> classes) {
        return articles.stream()
                .mapToInt(article -> classes.indexOf(article.label()))
                .toArray();
    }

    private static int[] predicted(float[][] scores) {
        return Arrays.stream(scores).mapToInt(Logits::argmax).toArray();
    }
}
