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

class TemperatureTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("temperature");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void temperatureIsThatOfScipyAndHasItsLoss(JsonNode expected) {
        float[][] logits = Fixtures.logits(expected.required("logits"));
        int[] gold = Fixtures.ints(expected.required("gold"));
        double temperature = Temperature.fit(logits, gold);
        double known = expected.required("temperature").asDouble();
        assertThat(temperature).isCloseTo(known, within(1e-10 * known));
        double loss = 0;
        for (int i = 0; i < gold.length; i++) {
            loss += Logits.crossEntropy(logits[i], gold[i], temperature) / gold.length;
        }
        assertThat(loss).isCloseTo(expected.required("loss").asDouble(), within(1e-12));
    }

    @Test
    void whatAsksForNoneOrForAnyTemperatureIsBounded() {
        float[][] logits = {{2, 0, 1}, {0, 3, 1}};
        assertThat(Temperature.fit(logits, new int[] {0, 1})).isEqualTo(Temperature.LOWEST);
        assertThat(Temperature.fit(logits, new int[] {1, 0})).isEqualTo(Temperature.HIGHEST);
        assertThat(Temperature.fit(new float[][] {{1, 1}}, new int[] {0})).isEqualTo(1);
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        float[][] logits = {{3e38f, -3e38f}, {3e38f, -3e38f}, {3e38f, -3e38f}};
        assertThat(Temperature.fit(logits, new int[] {0, 0, 1})).isEqualTo(Temperature.HIGHEST);
    }

    @Test
    void whatHasNoTemperatureIsRefused() {
        assertThatThrownBy(() -> Temperature.fit(new float[0][], new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Temperature.fit(new float[][] {{1, 2}}, new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Temperature.fit(new float[][] {{1, Float.NaN}}, new int[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Temperature.fit(new float[][] {{1, 2}}, new int[] {2}))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
