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
    void gradientsOfALowRankDeltaReachItsFactors() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
            Tensor x = scope.floats(new float[] {1, 2}, 1, 2);
            Tensor down = scope.floats(new float[] {1, 1}, 1, 2).requireGradient();
            Tensor up = scope.floats(new float[] {2, -1}, 2, 1).requireGradient();
            Tensor y = kernels.one(scope, Use.GRADIENT, "delta", x, down, up, scope.absent());
            // y = 0.5 · up (down · x), down · x = 3
            assertThat(y.floats()).containsExactly(3f, -1.5f);
            y.backward(scope.floats(new float[] {1, 1}, 1, 2));
            assertThat(up.gradient().orElseThrow().floats()).containsExactly(1.5f, 1.5f);
            assertThat(down.gradient().orElseThrow().floats()).containsExactly(0.5f, 1f);
        }
    }

    /** What of every text's ones is let through, [texts][tokens], where each text draws by its seed. */
    private static float[][] kept(Kernels kernels, int width, long[] seeds, int... tokens) {
        try (Scope scope = Scope.open(ComputeDevice.CPU)) {
            float[] ones = new float[seeds.length * width];
            Arrays.fill(ones, 1);
            Tensor x = scope.floats(ones, seeds.length, width, 1);
            Tensor one = scope.floats(new float[] {1}, 1, 1);
            long[] pairs = new long[2 * seeds.length];
            for (int text = 0; text < seeds.length; text++) {
                pairs[2 * text] = seeds[text];
                pairs[2 * text + 1] = tokens[text];
            }
            Tensor drop = scope.hostLongs(pairs, seeds.length, 2);
            float[] all =
                    kernels.one(scope, Use.GRADIENT, "delta", x, one, one, drop).floats();
            float[][] rows = new float[seeds.length][];
            for (int text = 0; text < seeds.length; text++) {
                rows[text] = Arrays.copyOfRange(all, text * width, text * width + tokens[text]);
            }
            return rows;
        }
    }

    @Test
    void whatIsDroppedOfATextDependsOnItsSeedAlone() {
        try (Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
            float[] alone = kept(kernels, 64, new long[] {7}, 64)[0];
            assertThat(alone).contains(0f, 1f);
            float[][] together = kept(kernels, 96, new long[] {8, 7, 7}, 90, 64, 50);
            assertThat(together[1]).isEqualTo(alone);
            assertThat(together[0]).isNotEqualTo(Arrays.copyOf(alone, 90));
            float[] shorter = kept(kernels, 50, new long[] {7}, 50)[0];
            assertThat(together[2]).isEqualTo(shorter);
        }
    }

    @Test
    void everyDeltaOfALayerDropsOtherInputs() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU)) {
            float[] ones = new float[64];
            Arrays.fill(ones, 1);
            Tensor x = scope.floats(ones, 1, 64, 1);
            Tensor one = scope.floats(new float[] {1}, 1, 1);
            Tensor drop = scope.hostLongs(new long[] {7, 64}, 1, 2);
            float[] first =
                    kernels.one(scope, Use.GRADIENT, "delta", x, one, one, drop).floats();
            float[] second =
                    kernels.one(scope, Use.GRADIENT, "delta", x, one, one, drop).floats();
            assertThat(second).isNotEqualTo(first).contains(0f, 1f);
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
