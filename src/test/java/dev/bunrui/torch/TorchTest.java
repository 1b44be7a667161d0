package dev.bunrui.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchTest {
    @ParameterizedTest
    @CsvSource({"75, FP32", "80, BF16", "86, BF16", "90, BF16", "100, BF16", "120, BF16"})
    void halfPrecisionIsChosenOnCardsThatComputeInIt(String capability, Precision precision) {
        assertThat(Torch.onCard(capability)).isEqualTo(precision);
    }
}
