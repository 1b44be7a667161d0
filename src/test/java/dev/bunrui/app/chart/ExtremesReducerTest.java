package dev.bunrui.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExtremesReducerTest {
    private static double[][] reduced(double[] x, double[] y, int from, int to) {
        double[] none = new double[0];
        int kept = new ExtremesReducer()
                .reducePoints(x, y, none, none, none, none, new String[0], new boolean[0], from, to);
        return new double[][] {Arrays.copyOf(x, kept), Arrays.copyOf(y, kept)};
    }

    @Test
    void ofEachColumnOfPixelsTheLowestAndTheHighestAreLeftInTheirOrder() {
        double[] x = {0.1, 0.3, 0.5, 0.7, 1.0, 1.2, 2.5, 3.0, 3.9};
        double[] y = {5, 9, 1, 4, 2, 8, 7, 6, 6};
        double[][] left = reduced(x, y, 0, x.length);
        assertThat(left[0]).containsExactly(0.3, 0.5, 1.0, 1.2, 2.5, 3.0);
        assertThat(left[1]).containsExactly(9, 1, 2, 8, 7, 6);
    }

    @Test
    void pointsOutsideTheVisiblePartAreLeftOut() {
        double[] x = {0, 1, 2, 3, 4};
        double[] y = {1, 2, 3, 4, 5};
        assertThat(reduced(x, y, 1, 4)[1]).containsExactly(2, 3, 4);
    }

    @Test
    void aPeakAmongManyPointsStays() {
        double[] x = new double[20_000];
        double[] y = new double[x.length];
        Arrays.setAll(x, i -> i * 400.0 / x.length);
        y[12_345] = 7;
        double[][] left = reduced(x, y, 0, x.length);
        assertThat(left[1]).hasSizeLessThanOrEqualTo(800).contains(7);
    }
}
