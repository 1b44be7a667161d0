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
        Interval interval = MeanInterval.of(values, 3, 0.95);
        assertThat(interval.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.1 * half));
        assertThat(MeanInterval.of(values, 3, 0.95)).isEqualTo(interval);
    }

    @Test
    void equalValuesLeaveNoDoubtAndNoneAreRefused() {
        assertThat(MeanInterval.of(new double[] {2, 2, 2}, 1, 0.9)).isEqualTo(new Interval(2, 2));
        assertThatThrownBy(() -> MeanInterval.of(new double[0], 1, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MeanInterval.of(new double[] {1}, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
