package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeanDeviationTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("meanDeviation");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void meanAndDeviationAreThoseOfNumpy(JsonNode expected) {
        double[] values = Fixtures.doubles(expected.required("values"));
        MeanDeviation made = MeanDeviation.of(values);
        double mean = expected.required("mean").asDouble();
        assertThat(made.n()).isEqualTo(values.length);
        assertThat(made.mean()).isCloseTo(mean, within(1e-15 * mean));
        assertThat(made.deviation().orElseThrow())
                .isCloseTo(expected.required("deviation").asDouble(), within(1e-9));
    }

    @Test
    void oneValueHasNoDeviationAndNoValuesAreRefused() {
        assertThat(MeanDeviation.of(new double[] {0.9})).isEqualTo(new MeanDeviation(0.9, OptionalDouble.empty(), 1));
        assertThatThrownBy(() -> MeanDeviation.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
