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

class HolmTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("holm");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adjustedValuesAreThoseOfStatsmodels(JsonNode expected) {
        assertThat(Holm.adjust(Fixtures.doubles(expected.required("p"))))
                .containsExactly(Fixtures.doubles(expected.required("adjusted")), within(1e-15));
    }

    @Test
    void noTestsHaveNoValuesAndWhatIsNoProbabilityIsRefused() {
        assertThat(Holm.adjust(new double[0])).isEmpty();
        assertThatThrownBy(() -> Holm.adjust(new double[] {0.1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Holm.adjust(new double[] {1.1})).isInstanceOf(IllegalArgumentException.class);
    }
}
