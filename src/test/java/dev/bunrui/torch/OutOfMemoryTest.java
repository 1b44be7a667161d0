package dev.bunrui.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.engine.EngineException;
import dev.bunrui.torch.Kernels.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfMemoryTest {
    private static final Map<String, String> VALUES =
            Map.of("type", "6", "scaling", "0.5", "scaling_kept", "1.0", "keep", "0.5");

    /** More numbers than a processor has addresses for: no allocator gives that, however generous the system is. */
    private static final long TOO_MANY = 1L << 48;

    private static Kernels kernels() {
        return Kernels.compile(KernelSource.of(VALUES, "network"), ComputeDevice.CPU);
    }

    @Test
    void whatTheProcessorsAllocatorSaysIsUnderstood() {
        try (Scope scope = Scope.open(ComputeDevice.CPU)) {
            OutOfMemoryException full = catchThrowableOfType(OutOfMemoryException.class, () -> scope.zeros(TOO_MANY));
            assertThat(full.asked()).hasValue(4 * TOO_MANY);
            assertThat(full.message(Locale.ENGLISH)).isEqualTo("another 1024.0 TiB were asked for");
            assertThat(full.message(Locale.JAPANESE)).contains("1024.0 TiB");
        }
    }

    @Test
    void itIsUnderstoodFromWithinAKernelToo() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = kernels()) {
            Tensor size = scope.longs(new long[] {TOO_MANY}, 1);
            for (Use use : Use.values()) {
                assertThatThrownBy(() -> kernels.one(scope, use, "room", size))
                        .isInstanceOf(OutOfMemoryException.class);
            }
            assertThat(kernels.one(scope, Use.PLAIN, "room", scope.longs(new long[] {3}, 1))
                            .shape())
                    .containsExactly(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 23.6 GiB | 2147483648",
                "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 8.00 GiB total) | 20971520",
                "CUDA error: out of memory | -1",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)` | -1",
                "data. DefaultCPUAllocator: not enough memory: you tried to allocate 4096 bytes. | 4096",
                "std::bad_alloc | -1",
                "bad allocation | -1"
            })
    void whatOtherAllocatorsSayIsUnderstood(String words, long asked) {
        OutOfMemoryException full = catchThrowableOfType(
                OutOfMemoryException.class,
                () -> OutOfMemoryException.recognised(() -> {
                    throw new EngineException(words);
                }));
        assertThat(full.asked().orElse(-1)).isEqualTo(asked);
        assertThat(full.message(Locale.ENGLISH).contains("not known")).isEqualTo(asked < 0);
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = kernels()) {
            Tensor x = scope.zeros(2, 3);
            Tensor unfit = scope.zeros(2, 2);
            Tensor none = scope.absent();
            assertThatThrownBy(() -> kernels.one(scope, Use.PLAIN, "project", x, unfit, none, none, none, none))
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aKernelThatFailsHoldsNothingBack() throws IOException {
        int numbers = 4 << 20; // 16 MiB
        int times = 40;
        try (Kernels kernels = kernels()) {
            long before = resident();
            for (int i = 0; i < times; i++) {
                try (Scope scope = Scope.open(ComputeDevice.CPU)) {
                    Tensor x = scope.zeros(1, numbers);
                    Tensor unfit = scope.zeros(2, 2);
                    assertThatThrownBy(() -> kernels.one(scope, Use.GRADIENT, "project", x, unfit, x, x, x, x))
                            .isInstanceOf(RuntimeException.class);
                }
            }
            assertThat(resident() - before).isLessThan((long) times * numbers * Float.BYTES / 2);
        }
    }

    private static long resident() throws IOException {
        return 4096
                * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", 3)[1]);
    }

    @Test
    void aScopeKnowsWhatItHolds() {
        try (Scope scope = Scope.open(ComputeDevice.CPU);
                Kernels kernels = kernels()) {
            Tensor x = scope.zeros(10);
            assertThat(scope.held()).isEqualTo(40);
            try (Scope inner = scope.child()) {
                Tensor y = inner.zeros(5);
                inner.longs(new long[] {1, 2}, 2);
                assertThat(inner.held()).isEqualTo(36);
                assertThat(scope.held()).isEqualTo(76);
                y.close();
                y.close();
                assertThat(scope.held()).isEqualTo(56);
                kernels.one(inner, Use.GRADIENT, "fp32", x).close();
                assertThat(inner.held()).as("a backward pass may want it").isEqualTo(56);
                inner.alsoHolds(1000);
                assertThat(scope.held()).isEqualTo(1096);
                inner.zeros(2).moveTo(scope);
            }
            assertThat(scope.held()).isEqualTo(48);
            x.close();
            assertThat(scope.held()).isEqualTo(8);
        }
    }

    @Test
    void beyondItsLimitAScopeIsFullUntilSomethingIsGivenBack() {
        try (Scope scope = Scope.open(ComputeDevice.CPU, 100)) {
            scope.zeros(10);
            for (int i = 0; i < 3; i++) {
                OutOfMemoryException full = catchThrowableOfType(OutOfMemoryException.class, () -> {
                    try (Scope inner = scope.child()) {
                        inner.zeros(10);
                        inner.zeros(6);
                    }
                });
                assertThat(full.asked()).hasValue(24);
                assertThat(scope.held()).isEqualTo(40);
            }
            try (Scope inner = scope.child()) {
                inner.zeros(15);
            }
        }
    }
}
