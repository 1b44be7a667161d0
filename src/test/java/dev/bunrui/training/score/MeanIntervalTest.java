package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {
    @Test
    void itIsTheNormalIntervalWhereThereAreManyValues() {
        Random random = new Random(1);
        double[] values = random.doubles(900).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
        double half = 1.96 * deviation / Math.sqrt(values.length);
        Interval interval = MeanInterval.of(values, 0.95);
        assertThat(interval.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.1 * half));
    }

    @Test
    void ofValuesThatLieAlikeOnBothSidesItIsStudents() {
        // The quantile of Student's distribution with four degrees of freedom is 2.776445, the standard error √½.
        Interval interval = MeanInterval.of(new double[] {1, 2, 3, 4, 5}, 0.95);
        assertThat(interval.low()).isCloseTo(3 - 2.776445 * Math.sqrt(0.5), within(1e-6));
        assertThat(interval.high()).isCloseTo(3 + 2.776445 * Math.sqrt(0.5), within(1e-6));
    }

    @Test
    void itReachesFurtherToTheSideOfFewLargeValues() {
        double[] values = {0, 0, 0, 0, 0, 1, 1, 1, 2, 9};
        Interval interval = MeanInterval.of(values, 0.95);
        assertThat(interval.high() - 1.4).isGreaterThan(2 * (1.4 - interval.low()));
        double[] turned = Arrays.stream(values).map(value -> -value).toArray();
        assertThat(MeanInterval.of(turned, 0.95).low()).isCloseTo(-interval.high(), within(1e-12));
        assertThat(MeanInterval.of(turned, 0.95).high()).isCloseTo(-interval.low(), within(1e-12));
    }

    @Test
    void itIsRoughOfFewValuesAndWhereAFewMakeUpAllDifferences() {
        double[] values = new double[60];
        Arrays.setAll(values, i -> 1e-4 * i);
        assertThat(MeanInterval.rough(values)).isFalse();
        assertThat(MeanInterval.rough(Arrays.copyOf(values, 49))).isTrue();
        assertThat(MeanInterval.rough(Arrays.copyOf(values, 50))).isFalse();
        values[3] = 0.5;
        values[4] = 0.9;
        double[] before = values.clone();
        assertThat(MeanInterval.rough(values)).isTrue();
        assertThat(values).isEqualTo(before);
        for (int i = 10; i < 13; i++) {
            values[i] = 0.7;
        }
        assertThat(MeanInterval.rough(values)).isFalse();
        assertThat(MeanInterval.rough(new double[60])).isTrue();
    }

    @Test
    void equalValuesLeaveNoDoubtAndNoneAreRefused() {
        assertThat(MeanInterval.of(new double[] {2, 2, 2}, 0.9)).isEqualTo(new Interval(2, 2));
        assertThatThrownBy(() -> MeanInterval.of(new double[0], 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MeanInterval.of(new double[] {1}, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
