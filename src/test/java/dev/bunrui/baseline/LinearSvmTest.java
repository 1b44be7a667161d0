package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.bwaldvogel.liblinear.Feature;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinearSvmTest {
    private JsonNode text;
    private CharacterNgrams ngrams;
    private List<Feature[]> rows;
    private int[] labels;
    private List<Feature[]> unseen;

    @BeforeEach
    void weigh() throws IOException {
        text = Fixtures.of("text");
        List<String> texts = Fixtures.strings(text.required("texts"));
        ngrams = CharacterNgrams.fit(texts, Watch.unwatched().stretch(0, 1, texts.size()));
        rows = texts.stream().map(ngrams::weigh).toList();
        labels = Fixtures.ints(text.required("labels"));
        unseen = Fixtures.strings(text.required("new")).stream()
                .map(ngrams::weigh)
                .toList();
    }

    private LinearSvm fit(List<Feature[]> some, int classes, int[] own, double tolerance, Watch watch) {
        return LinearSvm.fit(ngrams.size(), some, classes, own, tolerance, watch, watch.stretch(0, 1, classes));
    }

    private float[][] decisions(LinearSvm svm) {
        return unseen.stream().map(svm::decisions).toArray(float[][]::new);
    }

    @Test
    void decisionValuesAreThoseOfScikitLearn() {
        float[][] expected = Fixtures.floats(text.required("decisions"));
        float[][] exact = decisions(fit(rows, 4, labels, 1e-9, Watch.unwatched()));
        float[][] usual = decisions(LinearSvm.fit(
                ngrams.size(),
                rows,
                4,
                labels,
                Watch.unwatched(),
                Watch.unwatched().stretch(0, 1, 4)));
        for (int i = 0; i < expected.length; i++) {
            assertThat(exact[i]).containsExactly(expected[i], within(1e-5f));
            assertThat(usual[i]).containsExactly(expected[i], within(1e-3f));
        }
    }

    @Test
    void ofTwoClassesOneIsTheOthersOpposite() {
        double[] expected = Fixtures.doubles(text.required("twoClassDecisions"));
        int[] two = IntStream.range(0, labels.length)
                .filter(at -> labels[at] == 0 || labels[at] == 2)
                .toArray();
        LinearSvm svm = fit(
                IntStream.of(two).mapToObj(rows::get).toList(),
                2,
                IntStream.of(two).map(at -> labels[at] / 2).toArray(),
                1e-9,
                Watch.unwatched());
        for (int i = 0; i < expected.length; i++) {
            assertThat(svm.decisions(unseen.get(i)))
                    .containsExactly(new float[] {(float) -expected[i], (float) expected[i]}, within(1e-5f));
        }
    }

    @Test
    void aClassWithoutTrainingArticlesIsNeverChosenAndAClassWithoutOthersAlways() {
        int[] shifted = IntStream.of(labels).map(label -> label + 1).toArray();
        float[][] of5 = decisions(fit(rows, 5, shifted, 1e-9, Watch.unwatched()));
        assertThat(List.of(of5)).allSatisfy(row -> assertThat(row[0]).isEqualTo(-1));
        assertThat(of5[3][1]).isEqualTo(decisions(fit(rows, 4, labels, 1e-9, Watch.unwatched()))[3][0]);
        float[][] one = decisions(fit(rows, 3, new int[rows.size()], 1e-9, Watch.unwatched()));
        assertThat(List.of(one)).allSatisfy(row -> assertThat(row).containsExactly(1, -1, -1));
    }

    @Test
    void weightsDoNotDependOnHowManyThreadsThereAre() throws ExecutionException, InterruptedException {
        float[][] expected = decisions(fit(rows, 4, labels, 1e-4, Watch.unwatched()));
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> decisions(fit(rows, 4, labels, 1e-4, Watch.unwatched())))
                                .get())
                        .isDeepEqualTo(expected);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void machinesAreGivenUpBeforeAnyOfThemIsFitted() {
        AtomicInteger asked = new AtomicInteger();
        List<Double> told = new CopyOnWriteArrayList<>();
        Watch stopsSoon = new Watch(() -> asked.incrementAndGet() > 2, told::add);
        assertThatThrownBy(() -> fit(rows, 4, labels, 1e-14, stopsSoon)).isInstanceOf(CancellationException.class);
        assertThat(told).isEmpty();
    }
}
