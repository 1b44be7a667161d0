package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairedBootstrapTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("paired");
    }

    // As in BootstrapTest: ten seeds leave 0.02 standard errors of noise.
    @ParameterizedTest
    @MethodSource("cases")
    void differenceAndIntervalAreThoseOfNumpysBootstrap(JsonNode expected) {
        int[] gold = Fixtures.ints(expected.required("gold"));
        int[] a = Fixtures.ints(expected.required("a"));
        int[] b = Fixtures.ints(expected.required("b"));
        int classes = expected.required("classes").asInt();
        double low = 0;
        double high = 0;
        for (long seed = 1; seed <= 10; seed++) {
            PairedBootstrap.Difference made =
                    PairedBootstrap.macroF1(classes, gold, a, b, Bootstrap.RESAMPLES, seed, 0.95);
            assertThat(made.difference())
                    .isCloseTo(expected.required("difference").asDouble(), within(1e-12));
            low += made.interval().low() / 10;
            high += made.interval().high() / 10;
        }
        double tolerance = 0.1 * expected.required("error").asDouble();
        assertThat(low).isCloseTo(expected.required("low").asDouble(), within(tolerance));
        assertThat(high).isCloseTo(expected.required("high").asDouble(), within(tolerance));
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherSeedAnother() throws IOException {
        JsonNode data = Fixtures.of("paired").findFirst().orElseThrow();
        int[] gold = Fixtures.ints(data.required("gold"));
        int[] a = Fixtures.ints(data.required("a"));
        int[] b = Fixtures.ints(data.required("b"));
        assertThat(PairedBootstrap.macroF1(4, gold, a, b, 300, 1, 0.95))
                .isEqualTo(PairedBootstrap.macroF1(4, gold, a, b, 300, 1, 0.95))
                .isNotEqualTo(PairedBootstrap.macroF1(4, gold, a, b, 300, 2, 0.95));
    }

    @Test
    void nothingIsKnownWithoutArticlesAndEverythingWithOneClass() {
        int[] none = {};
        int[] one = {0, 0};
        assertThat(PairedBootstrap.macroF1(3, none, none, none, 10, 1, 0.95).interval())
                .isEqualTo(new Interval(-1, 1));
        assertThat(PairedBootstrap.macroF1(1, one, one, one, 10, 1, 0.95).interval())
                .isEqualTo(new Interval(0, 0));
    }

    @Test
    void wrongArgumentsAreRefused() {
        int[] labels = {0, 1};
        assertThatThrownBy(() -> PairedBootstrap.macroF1(2, labels, labels, new int[] {0, 2}, 10, 1, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedBootstrap.macroF1(2, labels, labels, labels, 0, 1, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedBootstrap.macroF1(2, labels, labels, labels, 10, 1, 95))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
