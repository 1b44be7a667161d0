package dev.bunrui.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    private static final int NUMBERS = 32 << 20;
    private static final long BYTES = 4L * NUMBERS;

    private static long peakOf(Runnable work) {
        PeakMemory peak = PeakMemory.since(ComputeDevice.CPU);
        work.run();
        return peak.bytes().orElseThrow();
    }

    @Test
    void whatWasTakenAndGivenBackIsCountedAndForgottenWhenOneLooksAnew() {
        assumeThat(Files.isWritable(Path.of("/proc/self/clear_refs"))).isTrue();
        try (Scope scope = Scope.open(ComputeDevice.CPU)) {
            long before = peakOf(() -> {});
            long with = peakOf(() -> scope.zeros(NUMBERS).requireGradient().close());
            long after = peakOf(() -> {});
            assertThat(with - before).isGreaterThan(BYTES * 9 / 10);
            assertThat(with - after).isGreaterThan(BYTES * 9 / 10);
        }
    }
}
