package dev.bunrui.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.torch.Kernels.Use;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to bitsandbytes by the fixtures of {@code src/test/python/quantisation_fixtures.py}. */
class QuantisationTest {
    private static final Safetensors EXPECTED =
            Safetensors.open(Path.of("src/test/resources/dev/bunrui/torch/quantisation.safetensors"));

    private static StoredTensor expected(String name) {
        return EXPECTED.find(name).orElseThrow();
    }

    @Test
    void theTablesAreThoseOfBitsandbytes() {
        assertThat(NormalFloat4.levels()).containsExactly(expected("levels").floats());
        float[] theirs = expected("map").floats();
        float[] ours = NormalFloat4.dynamicMap();
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("code " + i).isCloseTo(theirs[i], within(2e-7f * Math.abs(theirs[i])));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "odd", "gaps"})
    void fourBitsAreThoseOfBitsandbytes(String name) {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Quantisation quantisation = new Quantisation(WeightFormat.NF4, ComputeDevice.CPU)) {
            List<Tensor> kept = quantisation.quantise(scope, matrix(scope, name));
            int[] codes = codes(scope, kept.get(0), 0xff);
            int[] theirs = bytes(name + ".nf4.codes", 0xff);
            StoredTensor matrix = expected(name);
            float[] numbers = matrix.floats();
            for (int i = 0; i < numbers.length; i++) {
                int shift = i % 2 == 0 ? 4 : 0;
                // In a block of nothing but zeros bitsandbytes divides by zero, and any code means zero.
                if (numbers[i] != 0) {
                    assertThat(codes[i / 2] >> shift & 15).as("code " + i).isEqualTo(theirs[i / 2] >> shift & 15);
                }
            }
            int[] blocks = bytes(name + ".nf4.blocks", 0xff);
            assertThat(Arrays.copyOf(codes(scope, kept.get(1), 0xff), blocks.length))
                    .containsExactly(blocks);
            assertThat(kept.get(2).floats())
                    .containsExactly(expected(name + ".nf4.groups").floats(), within(1e-6f));
            assertThat(kept.get(3).floats())
                    .containsExactly(expected(name + ".nf4.offset").floats(), within(1e-6f));
            assertBack(scope, quantisation, kept, name, "nf4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "odd", "gaps"})
    void eightBitsAreThoseOfBitsandbytes(String name) {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Quantisation quantisation = new Quantisation(WeightFormat.INT8, ComputeDevice.CPU)) {
            List<Tensor> kept = quantisation.quantise(scope, matrix(scope, name));
            int[] codes = codes(scope, kept.get(0), -1);
            float[] numbers = expected(name).floats();
            int[] theirs = bytes(name + ".int8.codes", -1);
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] != 0) {
                    assertThat(codes[i]).as("code " + i).isEqualTo(theirs[i]);
                }
            }
            assertThat(kept.get(1).floats())
                    .containsExactly(expected(name + ".int8.steps").floats(), within(1e-6f));
            assertBack(scope, quantisation, kept, name, "int8");
        }
    }

    @ParameterizedTest
    @CsvSource({"NF4,3", "INT8,2"})
    void aMatrixLargerThanWhatIsWorkedOnAtOnceComesBackAsItsPartsDo(WeightFormat format, int rows) {
        int columns = 183 * 64 * 256; // whole groups, so that the rows are alike
        float[] row = new float[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = (float) Math.sin(i * 0.37) * (1 + i % 977);
        }
        float[] all = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(row, 0, all, i * columns, columns);
        }
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Quantisation quantisation = new Quantisation(format, ComputeDevice.CPU)) {
            Tensor back = scope.zeros(rows, columns);
            quantisation.restore(quantisation.quantise(scope, scope.floats(all, rows, columns)), back);
            float[] restored = back.floats();
            float greatest = 0;
            for (int i = 0; i < columns; i++) {
                greatest = Math.max(greatest, Math.abs(restored[i] - row[i]));
            }
            // Half of the widest step: of 127 in eight bits, of the levels −1 and −0.7 in four.
            assertThat(greatest).isPositive().isLessThan(format == WeightFormat.INT8 ? 977 / 253f : 977 * 0.16f);
            float between = 0;
            for (int i = columns; i < restored.length; i++) {
                between = Math.max(between, Math.abs(restored[i] - restored[i % columns]));
            }
            assertThat(between).isLessThan(0.01f);
        }
    }

    @Test
    void whatIsSaidToBeTakenIsTaken() {
        // 21,000 numbers: 329 blocks of 64, two groups of 256.
        assertThat(WeightFormat.NF4.bytes(70, 300, Precision.FP32)).isEqualTo(329 * 32 + 329 + 2 * 4);
        assertThat(WeightFormat.INT8.bytes(70, 300, Precision.BF16)).isEqualTo(70 * 300 + 70 * 4);
        assertThat(WeightFormat.FULL.bytes(70, 300, Precision.BF16)).isEqualTo(70 * 300 * 2);
        for (WeightFormat format : List.of(WeightFormat.INT8, WeightFormat.NF4)) {
            try (Scope scope = Scope.open(ComputeDevice.CPU);
                    Quantisation quantisation = new Quantisation(format, ComputeDevice.CPU)) {
                Tensor matrix = scope.zeros(70, 300);
                long before = scope.held();
                quantisation.quantise(scope, matrix);
                // The last group of 256 blocks has room for all of them.
                assertThat(scope.held() - before)
                        .isBetween(format.bytes(70, 300, Precision.FP32), format.bytes(70, 300, Precision.FP32) + 259);
            }
        }
    }

    private static Tensor matrix(Scope scope, String name) {
        StoredTensor matrix = expected(name);
        return scope.floats(matrix.floats(), matrix.shape());
    }

    private static void assertBack(
            Scope scope, Quantisation quantisation, List<Tensor> kept, String name, String format) {
        Tensor back = scope.zeros(expected(name).shape());
        quantisation.restore(kept, back);
        float[] ours = back.floats();
        float[] theirs = expected(name + "." + format).floats();
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i])
                    .as("number " + i)
                    .isCloseTo(theirs[i], within(1e-6f * Math.max(1, Math.abs(theirs[i]))));
        }
    }

    /** The numbers of a tensor of bytes. */
    private static int[] codes(Scope scope, Tensor bytes, int mask) {
        try (Kernels kernels =
                Kernels.compile(KernelSource.of(Map.of("type", "6"), "matrix-speed"), ComputeDevice.CPU)) {
            float[] numbers = kernels.one(scope, Use.PLAIN, "matrix", bytes).floats();
            int[] codes = new int[numbers.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = (int) numbers[i] & mask;
            }
            return codes;
        }
    }

    private static int[] bytes(String name, int mask) {
        ByteBuffer bytes = expected(name).bytes();
        int[] codes = new int[bytes.remaining()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = bytes.get(i) & mask;
        }
        return codes;
    }
}
