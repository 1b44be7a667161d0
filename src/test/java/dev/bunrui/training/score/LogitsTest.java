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

class LogitsTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("logits");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void labelProbabilitiesAndLossAreThoseOfScipy(JsonNode expected) {
        float[] logits = Fixtures.floats(expected.required("logits"));
        assertThat(Logits.argmax(logits)).isEqualTo(expected.required("argmax").asInt());
        assertThat(Logits.softmax(logits))
                .containsExactly(Fixtures.doubles(expected.required("softmax")), within(1e-14));
        double[] losses = Fixtures.doubles(expected.required("crossEntropy"));
        for (int gold = 0; gold < logits.length; gold++) {
            assertThat(Logits.crossEntropy(logits, gold))
                    .isCloseTo(losses[gold], within(1e-13 * Math.max(1, losses[gold])));
        }
    }

    @Test
    void aTemperatureDividesTheLogits() {
        float[] logits = {1, 3, -2};
        float[] halved = {0.5f, 1.5f, -1};
        assertThat(Logits.softmax(logits, 2)).containsExactly(Logits.softmax(halved), within(1e-15));
        assertThat(Logits.crossEntropy(logits, 2, 2)).isCloseTo(Logits.crossEntropy(halved, 2), within(1e-15));
        assertThatThrownBy(() -> Logits.softmax(logits, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Logits.crossEntropy(logits, 0, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLowestLabelWinsATie() {
        assertThat(Logits.argmax(new float[] {1, 3, 3, 3})).isEqualTo(1);
        assertThat(Logits.argmax(new float[] {0f, -0f})).isZero();
        assertThat(Logits.argmax(new float[] {-0f, 0f})).isZero();
    }

    @Test
    void aNanIsNotHiddenByTheOtherLogits() {
        float[] logits = {1, Float.NaN, 9, Float.NaN};
        assertThat(Logits.argmax(logits)).isEqualTo(1);
        assertThat(Logits.softmax(logits)).containsOnly(Double.NaN);
        assertThat(Logits.crossEntropy(logits, 2)).isNaN();
    }

    @Test
    void nothingToChooseFromIsRefused() {
        assertThatThrownBy(() -> Logits.argmax(new float[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Logits.softmax(new float[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Logits.crossEntropy(new float[] {1, 2}, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
