package dev.bunrui.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.bunrui.torch.Kernels.Use;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelsTest {
    private static final Map<String, String> VALUES =
            Map.of("type", "6", "scaling", "0.5", "scaling_kept", "1.0", "keep", "0.5");

    @Test
    void bytesOfABfloat16ReadBackAsTheNumbersTheyStandFor() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(4).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(new short[] {0x3f80, (short) 0xc020});
            Tensor numbers = kernels.one(scope, Use.GRADIENT, "alias_bf16", scope.bytes(bytes));
            assertThat(kernels.one(scope, Use.GRADIENT, "fp32", numbers).floats())
                    .containsExactly(1f, -2.5f);
        }
    }

    @Test
    void gradientsOfALowRankDeltaReachItsFactorsAndNotTheFrozenWeight() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
            Tensor x = scope.floats(new float[] {1, 2}, 1, 2);
            Tensor weight = scope.floats(new float[] {1, 0, 0, 1}, 2, 2);
            Tensor bias = scope.zeros(2);
            Tensor down = scope.floats(new float[] {1, 1}, 1, 2).requireGradient();
            Tensor up = scope.floats(new float[] {2, -1}, 2, 1).requireGradient();
            Tensor y = kernels.one(scope, Use.GRADIENT, "project", x, weight, bias, down, up, scope.absent());
            // y = x + 0.5 · up (down · x), down · x = 3
            assertThat(y.floats()).containsExactly(4f, 0.5f);
            y.backward(scope.floats(new float[] {1, 1}, 1, 2));
            assertThat(up.gradient().orElseThrow().floats()).containsExactly(1.5f, 1.5f);
            assertThat(down.gradient().orElseThrow().floats()).containsExactly(0.5f, 1f);
            assertThat(weight.gradient()).isEmpty();
        }
    }

    @Test
    void theSameSeedDropsTheSameInputs() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
            Tensor x = scope.floats(new float[64], 64, 1);
            Tensor ones = kernels.one(scope, Use.GRADIENT, "fp32", x);
            float[] filled = new float[64];
            Arrays.fill(filled, 1);
            ones.set(filled);
            Tensor one = scope.floats(new float[] {1}, 1, 1);
            Torch.seed(7);
            float[] first = kernels.one(scope, Use.GRADIENT, "delta", ones, one, one, one)
                    .floats();
            float[] second = kernels.one(scope, Use.GRADIENT, "delta", ones, one, one, one)
                    .floats();
            Torch.seed(7);
            float[] again = kernels.one(scope, Use.GRADIENT, "delta", ones, one, one, one)
                    .floats();
            assertThat(again).isEqualTo(first).isNotEqualTo(second).contains(0f, 1f);
        }
    }

    @Test
    void adamWTakesTheStepOfItsPaper() {
        try (Scope scope = Scope.open(ComputeDevice.CPU)) {
            Tensor parameter = scope.floats(new float[] {1, -2}, 1, 2).requireGradient();
            try (AdamW optimizer = new AdamW(scope, List.of(parameter), 0.01);
                    LinearHead head = new LinearHead(ComputeDevice.CPU)) {
                Tensor labels = scope.longs(new long[] {0}, 1);
                Tensor states = scope.floats(new float[] {1, 0}, 1, 2);
                Tensor weights = scope.floats(new float[] {1, -2, 0, 0}, 2, 2).requireGradient();
                head.score(scope, states, weights, labels).loss().backward(scope.floats(new float[] {1}));
                assertThat(weights.gradient()).isPresent();
                assertThatThrownBy(() -> optimizer.step(0.1)).isInstanceOf(IllegalStateException.class);
            }
            try (AdamW optimizer = new AdamW(scope, List.of(parameter), 0.01);
                    Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
                Tensor y = kernels.one(
                        scope,
                        Use.GRADIENT,
                        "delta",
                        parameter,
                        scope.floats(new float[] {1, 0, 0, 1}, 2, 2),
                        scope.floats(new float[] {1, 0, 0, 1}, 2, 2),
                        scope.absent());
                y.backward(scope.floats(new float[] {4, -6}, 1, 2));
                optimizer.step(0.1);
                // The first step is lr · sign(gradient), after a decay of lr · 0.01 of the weight.
                assertThat(parameter.floats()[0]).isCloseTo(1 - 0.001f - 0.1f, offset(1e-6f));
                assertThat(parameter.floats()[1]).isCloseTo(-2 + 0.002f + 0.1f, offset(1e-6f));
                assertThat(optimizer.moments().get(0).steps()).isEqualTo(1f);
            }
        }
    }
}
