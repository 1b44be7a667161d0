package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardisationTest {
    @Test
    void aFeatureThatNeverVariedIsOnlyCentred() {
        float[][] training = new float[49][];
        for (int row = 0; row < training.length; row++) {
            training[row] = new float[] {0.1f, 0, row % 2 == 0 ? 3 : 5};
        }
        Standardisation standardisation = Standardisation.of(training);
        float[][] applied = standardisation.apply(new float[][] {{0.1f, 0, 3}, {2.1f, -4, 5}});
        assertThat(applied[0][0]).isZero();
        assertThat(applied[0][1]).isZero();
        assertThat(applied[1][0]).isCloseTo(2, within(1e-6f));
        assertThat(applied[1][1]).isEqualTo(-4);
        assertThat(applied[1][2]).isGreaterThan(1);
    }

    @Test
    void ofOneArticleNoFeatureVaries() {
        float[][] applied = Standardisation.of(new float[][] {{5, -3}}).apply(new float[][] {{6, -3}});
        assertThat(applied).isDeepEqualTo(new float[][] {{1, 0, 1}});
    }
}
