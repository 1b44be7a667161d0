package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.training.score.Logits;
import org.junit.jupiter.api.Test;

class MajorityBaselineTest {
    @Test
    void everyArticleIsOfTheMostFrequentClassWithTheSmoothedSharesAsProbabilities() {
        BaselineScores scores = MajorityBaseline.scores(4, new int[] {2, 0, 2, 1, 2, 0}, 2, 1);
        assertThat(scores.validation()).hasDimensions(2, 4);
        assertThat(scores.test()).hasDimensions(1, 4).isDeepEqualTo(new float[][] {scores.validation()[1]});
        assertThat(Logits.argmax(scores.test()[0])).isEqualTo(2);
        assertThat(Logits.softmax(scores.test()[0]))
                .containsExactly(new double[] {3 / 10.0, 2 / 10.0, 4 / 10.0, 1 / 10.0}, within(1e-6));
    }

    @Test
    void ofEquallyFrequentClassesTheFirstIsTaken() {
        float[] logits =
                MajorityBaseline.scores(3, new int[] {2, 1, 1, 2, 0}, 0, 1).test()[0];
        assertThat(Logits.argmax(logits)).isEqualTo(1);
        assertThat(logits[1]).isEqualTo(logits[2]);
    }

    @Test
    void withoutTrainingArticlesAllClassesAreAlikeAndWithoutOthersNothingIsScored() {
        BaselineScores scores = MajorityBaseline.scores(2, new int[0], 1, 0);
        assertThat(Logits.softmax(scores.validation()[0])).containsExactly(new double[] {0.5, 0.5}, within(1e-7));
        assertThat(scores.test()).isEmpty();
    }

    @Test
    void aLabelThatIsNoClassIsRefused() {
        assertThatThrownBy(() -> MajorityBaseline.scores(2, new int[] {0, 2}, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 2 is none of 2 classes");
        assertThatThrownBy(() -> MajorityBaseline.scores(0, new int[0], 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
