package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
    private JsonNode probe;
    private float[][] rows;
    private int[] labels;
    private float[][] test;

    @BeforeEach
    void standardise() throws IOException {
        probe = Fixtures.of("probe");
        float[][] all = Fixtures.floats(probe.required("features"));
        float[][] train = Arrays.copyOf(all, 60);
        Standardisation standardisation = Standardisation.of(train);
        rows = standardisation.apply(train);
        test = standardisation.apply(Arrays.copyOfRange(all, 90, 120));
        labels = Arrays.copyOf(Fixtures.ints(probe.required("labels")), 60);
    }

    private float[][] logits(int classes, int[] own, double c) {
        return SoftmaxRegression.initial(classes, 7)
                .fitted(rows, own, c, 1e-9, Watch.unwatched())
                .logits(test);
    }

    @Test
    void featuresAreStandardisedAsByScikitLearn() {
        float[][] expected = Fixtures.floats(probe.required("standard"));
        for (int i = 0; i < 30; i++) {
            assertThat(rows[i]).containsExactly(expected[i], within(1e-5f));
            assertThat(test[i]).containsExactly(expected[90 + i], within(1e-5f));
        }
        assertThat(rows[0]).hasSize(7).endsWith(0, 1);
    }

    @Test
    void logitsAreThoseOfScikitLearn() {
        assertThat(probe.required("logits")).hasSize(5).allSatisfy(one -> {
            float[][] expected = Fixtures.floats(one.required("rows"));
            float[][] logits = logits(3, labels, one.required("c").asDouble());
            for (int i = 0; i < expected.length; i++) {
                assertThat(logits[i]).containsExactly(expected[i], within(1e-4f));
            }
        });
    }

    @Test
    void ofTwoClassesTheLogitsLieAsFarApartAsScikitLearnsWithTwiceTheC() {
        int[] two = IntStream.range(0, 60).filter(at -> labels[at] < 2).toArray();
        float[][] logits = SoftmaxRegression.initial(2, 7)
                .fitted(
                        IntStream.of(two).mapToObj(at -> rows[at]).toArray(float[][]::new),
                        IntStream.of(two).map(at -> labels[at]).toArray(),
                        0.1,
                        1e-9,
                        Watch.unwatched())
                .logits(test);
        double[] apart = Arrays.stream(logits)
                .mapToDouble(row -> row[1] - (double) row[0])
                .toArray();
        assertThat(apart).containsExactly(Fixtures.doubles(probe.required("twoClassLogits")), within(1e-4));
    }

    @Test
    void whereItBeginsMakesNoDifferenceToWhereItEnds() {
        float[][] warm = SoftmaxRegression.initial(3, 7)
                .fitted(rows, labels, 1, 1e-9, Watch.unwatched())
                .fitted(rows, labels, 0.01, 1e-9, Watch.unwatched())
                .logits(test);
        float[][] cold = logits(3, labels, 0.01);
        for (int i = 0; i < cold.length; i++) {
            assertThat(warm[i]).containsExactly(cold[i], within(1e-5f));
        }
    }

    @Test
    void logitsDoNotDependOnHowManyThreadsThereAre() throws ExecutionException, InterruptedException {
        float[][] expected = logits(3, labels, 0.1);
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> logits(3, labels, 0.1)).get()).isDeepEqualTo(expected);
            } finally {
                pool.shutdown();
            }
        }
    }
}
