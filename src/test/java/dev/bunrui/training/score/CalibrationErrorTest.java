package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrationErrorTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("calibration");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void errorAndBinsAreThoseOfNumpy(JsonNode expected) {
        Answers answers =
                Answers.of(Fixtures.logits(expected.required("logits")), Fixtures.ints(expected.required("gold")), 1);
        CalibrationError made = CalibrationError.of(answers);
        assertThat(made.error()).isCloseTo(expected.required("error").asDouble(), ROUNDING);
        assertThat(made.corrected())
                .isBetween(made.interval().low(), made.interval().high());
        assertThat(made.bins()).hasSize(15);
        for (int k = 0; k < 15; k++) {
            JsonNode row = expected.required("bins").get(k);
            ReliabilityBin bin = made.bins().get(k);
            assertThat(bin.n()).isEqualTo(row.required("n").asInt());
            assertThat(bin.confidence()).isCloseTo(row.required("confidence").asDouble(), ROUNDING);
            assertThat(bin.accuracy()).isCloseTo(row.required("accuracy").asDouble(), ROUNDING);
            assertThat(bin.accuracy())
                    .isBetween(bin.interval().low(), bin.interval().high());
            assertThat(bin.from()).isCloseTo(k / 15.0, ROUNDING);
            assertThat(bin.to()).isCloseTo((k + 1) / 15.0, ROUNDING);
        }
    }

    @Test
    void theUpperEndOfABinBelongsToIt() {
        Answers answers = new Answers(new double[] {0, 0.5, 0.75, 1}, new boolean[] {true, true, true, true});
        assertThat(CalibrationError.of(answers, 2, 10, 1, 0.95).bins())
                .extracting(ReliabilityBin::n)
                .containsExactly(2, 2);
    }

    @Test
    void aClassifierThatIsSureAndRightIsNotTakenForFlawless() {
        boolean[] right = new boolean[736];
        Arrays.fill(right, true);
        double[] sure = new double[736];
        Arrays.fill(sure, 0.99999);
        CalibrationError made = CalibrationError.of(new Answers(sure, right));
        assertThat(made.error()).isCloseTo(0.00001, ROUNDING);
        assertThat(made.interval().low()).isZero();
        assertThat(made.interval().high()).isBetween(0.002, 0.008); // three in 736 are 0.004
    }

    @Test
    void aClassifierThatIsMuchTooSureIsFoundOut() {
        boolean[] right = new boolean[500];
        for (int i = 0; i < right.length; i++) {
            right[i] = i % 10 < 7;
        }
        double[] sure = new double[500];
        Arrays.fill(sure, 0.95);
        CalibrationError made = CalibrationError.of(new Answers(sure, right));
        assertThat(made.error()).isCloseTo(0.25, ROUNDING);
        Interval ofAccuracy = made.bins().get(14).interval();
        assertThat(made.interval().low()).isCloseTo(0.95 - ofAccuracy.high(), within(0.005));
        assertThat(made.interval().high()).isCloseTo(0.95 - ofAccuracy.low(), within(0.005));
    }

    @Test
    void nothingIsKnownWithoutArticlesAndWrongArgumentsAreRefused() {
        Answers none = new Answers(new double[0], new boolean[0]);
        assertThat(CalibrationError.of(none).interval()).isEqualTo(new Interval(0, 1));
        assertThatThrownBy(() -> CalibrationError.of(none, 0, 10, 1, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CalibrationError.of(none, 15, 0, 1, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Answers(new double[] {Double.NaN}, new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Answers(new double[2], new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Answers.of(new float[2][3], new int[1], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
