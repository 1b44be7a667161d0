package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.baseline.LinearProbe.Examples;
import dev.bunrui.training.score.Logits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private JsonNode probe;
    private Examples training;
    private Examples validation;
    private float[][] test;

    @BeforeEach
    void read() throws IOException {
        probe = Fixtures.of("probe");
        float[][] features = Fixtures.floats(probe.required("features"));
        int[] labels = Fixtures.ints(probe.required("labels"));
        training = new Examples(Arrays.copyOf(features, 60), Arrays.copyOf(labels, 60));
        validation = new Examples(Arrays.copyOfRange(features, 60, 90), Arrays.copyOfRange(labels, 60, 90));
        test = Arrays.copyOfRange(features, 90, 120);
    }

    private LinearProbe.Outcome fit(int classes, Examples on) {
        return LinearProbe.fit(classes, on, validation, test, Watch.unwatched());
    }

    @Test
    void theCThatIsBestOnValidationIsTakenAndHowManyWereTriedIsTold() {
        LinearProbe.Outcome outcome = fit(3, training);
        assertThat(outcome.c()).isEqualTo(probe.required("best").asDouble());
        assertThat(outcome.tried()).isEqualTo(5).isEqualTo(LinearProbe.CHOICES.size());
        float[][] expected = StreamSupport.stream(probe.required("logits").spliterator(), false)
                .filter(one -> one.required("c").asDouble() == outcome.c())
                .map(one -> Fixtures.floats(one.required("rows")))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < test.length; i++) {
            assertThat(outcome.scores().test()[i]).containsExactly(expected[i], within(0.02f));
        }
        assertThat(outcome.scores().validation()).hasDimensions(30, 3);
    }

    @Test
    void aClassWithoutTrainingArticlesIsUnlikelyYetItsLogitIsFinite() {
        int[] shifted = Arrays.stream(training.labels()).map(label -> label + 1).toArray();
        LinearProbe.Outcome outcome = fit(4, new Examples(training.features(), shifted));
        assertThat(List.of(outcome.scores().test())).allSatisfy(row -> {
            assertThat(row[0]).isFinite();
            assertThat(Logits.argmax(row)).isNotZero();
        });
    }

    @Test
    void ofOneClassOrOneArticleEveryArticleIs() {
        Examples one = new Examples(training.features(), new int[60]);
        Examples single = new Examples(Arrays.copyOf(training.features(), 1), new int[] {0});
        for (Examples examples : List.of(one, single)) {
            assertThat(List.of(fit(3, examples).scores().test())).allSatisfy(row -> {
                assertThat(row[0]).isFinite().isGreaterThan(row[1]).isGreaterThan(row[2]);
            });
        }
    }

    @Test
    void aClassWithOneArticleIsLearnedToo() {
        int[] labels = training.labels().clone();
        Arrays.setAll(labels, at -> labels[at] == 2 && at > 2 ? 1 : labels[at]);
        assertThat(labels).containsOnlyOnce(2);
        assertThat(List.of(fit(3, new Examples(training.features(), labels))
                        .scores()
                        .test()))
                .allSatisfy(row -> assertThat(row[2]).isFinite());
    }

    @Test
    void withoutValidationTheSmallestCIsTaken() {
        Examples none = new Examples(new float[0][], new int[0]);
        LinearProbe.Outcome outcome = LinearProbe.fit(3, training, none, test, Watch.unwatched());
        assertThat(outcome.c()).isEqualTo(1e-4);
        assertThat(outcome.scores().validation()).isEmpty();
    }

    @Test
    void featuresThatAreNoNumbersOrOfAnotherLengthAreRefused() {
        test[3][1] = Float.NaN;
        assertThatThrownBy(() -> fit(3, training))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a feature is NaN");
        test[3] = new float[2];
        assertThatThrownBy(() -> fit(3, training))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 features beside 6");
        assertThatThrownBy(() -> fit(3, new Examples(new float[0][], new int[0])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Examples(test, new int[1])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itTellsWhatIsDoneAndIsGivenUpWithinAFit() {
        List<Double> told = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        LinearProbe.fit(3, training, validation, test, new Watch(() -> asked.incrementAndGet() < 0, told::add));
        assertThat(told).isSorted().hasSize(5).endsWith(1.0);
        int enough = asked.get() / 2;
        asked.set(0);
        told.clear();
        Watch stopping = new Watch(() -> asked.incrementAndGet() > enough, told::add);
        assertThatThrownBy(() -> LinearProbe.fit(3, training, validation, test, stopping))
                .isInstanceOf(CancellationException.class);
        assertThat(told).isSorted().doesNotContain(1.0);
    }
}
