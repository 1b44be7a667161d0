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

class WilsonTest {
    static Stream<JsonNode> intervals() throws IOException {
        return Fixtures.of("wilson");
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void intervalIsThatOfScipyAndHoldsTheFraction(JsonNode expected) {
        int successes = expected.required("successes").asInt();
        int n = expected.required("n").asInt();
        Interval interval =
                Wilson.interval(successes, n, expected.required("confidence").asDouble());
        assertThat(interval.low()).isCloseTo(expected.required("low").asDouble(), within(1e-12));
        assertThat(interval.high()).isCloseTo(expected.required("high").asDouble(), within(1e-12));
        assertThat((double) successes / n).isBetween(interval.low(), interval.high());
    }

    @Test
    void nothingIsKnownWithoutTrials() {
        assertThat(Wilson.interval(0, 0, 0.95)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void impossibleCountsAndConfidencesAreRefused() {
        assertThatThrownBy(() -> Wilson.interval(8, 7, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.interval(-1, 7, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.interval(1, 7, 95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.interval(1, 7, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(0.9, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }
}
