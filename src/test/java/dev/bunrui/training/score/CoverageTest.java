package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CoverageTest {
    private final Answers answers = new Answers(
            new double[] {0.6, 0.9, 0.8, 0.8, 0.99, 0.5}, new boolean[] {false, true, false, true, true, true});
    private final Coverage coverage = Coverage.of(answers);

    @Test
    void onlyArticlesThatAreSureEnoughAreAnswered() {
        assertThat(coverage.at(0.85)).isEqualTo(new CoveragePoint(0.85, 2, 4, 2 / 6.0, 1, Wilson.interval(2, 2, 0.95)));
        assertThat(coverage.at(0.8))
                .isEqualTo(new CoveragePoint(0.8, 4, 2, 4 / 6.0, 0.75, Wilson.interval(3, 4, 0.95)));
        assertThat(coverage.at(0)).isEqualTo(new CoveragePoint(0, 6, 0, 1, 4 / 6.0, Wilson.interval(4, 6, 0.95)));
        assertThat(coverage.at(0.991)).isEqualTo(new CoveragePoint(0.991, 0, 6, 0, 0, new Interval(0, 1)));
    }

    @Test
    void theCurveHasAPointForEveryConfidenceThatOccurs() {
        assertThat(coverage.curve()).extracting(CoveragePoint::threshold).containsExactly(0.99, 0.9, 0.8, 0.6, 0.5);
        assertThat(coverage.curve()).allSatisfy(point -> assertThat(point).isEqualTo(coverage.at(point.threshold())));
    }

    @Test
    void theLowestThresholdThatReachesAnAccuracyIsFoundAcrossDips() {
        // From the most confident: 1, 1, 3/4 (two at once), 3/5, 4/6.
        assertThat(coverage.thresholdFor(1)).hasValue(0.9);
        assertThat(coverage.thresholdFor(0.75)).hasValue(0.8);
        assertThat(coverage.thresholdFor(0.65)).hasValue(0.5);
        Coverage wrong = Coverage.of(new Answers(new double[] {0.9, 0.7}, new boolean[] {false, true}));
        assertThat(wrong.thresholdFor(0.51)).isEmpty();
        assertThat(wrong.thresholdFor(0.5)).hasValue(0.7);
    }

    @Test
    void noArticlesAreNoneAnswered() {
        Coverage none = Coverage.of(new Answers(new double[0], new boolean[0]));
        assertThat(none.at(0.5)).isEqualTo(new CoveragePoint(0.5, 0, 0, 0, 0, new Interval(0, 1)));
        assertThat(none.curve()).isEmpty();
        assertThat(none.thresholdFor(0)).isEmpty();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> coverage.at(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coverage.thresholdFor(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
