package dev.bunrui.experiment.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.runtime.CardReading;
import dev.bunrui.runtime.FakeDriver;
import dev.bunrui.torch.SystemMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a device, and what it could reach at most. */
class GaugeTest {
    private static final String LINE =
            ", GPU-11111111-2222-3333-4444-555555555555, NVIDIA L4, 50, 1024, 4096, 61, 70.5, 72, 1980, [N/A]";

    @TempDir
    Path folder;

    private Map<String, String> environment(String script) throws Exception {
        Map<String, String> environment =
                new HashMap<>(FakeDriver.running(folder, "echo asked >> " + folder.resolve("asked") + "\n" + script)
                        .environment());
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("CUDA_VISIBLE_DEVICES", "2,1");
        return environment;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theCardIsReadThatCudaMeansByItsNumber() throws Exception {
        Gauge gauge = Gauge.of("cuda:0", environment("echo '1" + LINE + "'\necho '2" + LINE + "'\n"));
        Reading reading = gauge.read();
        assertThat(reading.card()).map(CardReading::index).contains(2);
        assertThat(reading.busy()).hasValue(0.5);
        assertThat(reading.taken()).hasValue(0.25);
        assertThat(reading.flops()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDriverThatDoesNotAnswerIsLeftAloneAfterAWhile() throws Exception {
        Gauge gauge = Gauge.of("cuda:0", environment("exit 9\n"));
        for (int i = 0; i < 10; i++) {
            assertThat(gauge.read().card()).isEmpty();
        }
        assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(3);
    }

    @Test
    void ofTheProcessorItIsReadWhatThisProcessTakesAndWhatIsLeft() {
        Gauge gauge = Gauge.of("cpu", Map.of());
        double sum = 0;
        for (int i = 1; i < 30_000_000; i++) {
            sum += Math.sqrt(i);
        }
        assertThat(sum).isPositive();
        Reading reading = gauge.read();
        assertThat(reading.card()).isEmpty();
        ProcessorReading processor = reading.processor();
        assertThat(processor.busy().orElseThrow()).isPositive();
        assertThat(processor.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(processor.memory()).isEqualTo(SystemMemory.total());
        assertThat(processor.free()).isBetween(1L, processor.memory());
        assertThat(reading.busy().orElseThrow()).isBetween(0.0, 1.0);
        assertThat(reading.taken().orElseThrow()).isBetween(0.0, 1.0);
    }

    @Test
    void cardsAreKnownByTheDriversNamesOfThemAndNoOthersAreTakenForThem() {
        assertThat(Peak.ofCard("NVIDIA H100 80GB HBM3", "bf16")).contains(new Peak(989.4e12, Peak.Source.DATASHEET));
        assertThat(Peak.ofCard("NVIDIA H100 PCIe", "fp32")).contains(new Peak(51.2e12, Peak.Source.DATASHEET));
        assertThat(Peak.ofCard("NVIDIA A100-SXM4-80GB", "bf16"))
                .isEqualTo(Peak.ofCard("A100-SXM4-80GB", "bf16"))
                .contains(new Peak(312e12, Peak.Source.DATASHEET));
        assertThat(Peak.ofCard("Tesla T4", "fp32")).contains(new Peak(8.1e12, Peak.Source.DATASHEET));
        assertThat(Peak.ofCard("Tesla T4", "bf16")).isEmpty();
        assertThat(Peak.ofCard("NVIDIA A10G", "bf16")).isEmpty();
        assertThat(Peak.ofCard("NVIDIA GeForce RTX 4090 Laptop GPU", "bf16")).isEmpty();
        assertThat(Peak.measured(0)).isEmpty();
    }

    @Test
    void theShareIsWhatTheNetworkNeedsOfThePeak() {
        Reading reading = Gauge.of("cpu", Map.of()).read();
        Peak peak = new Peak(200e9, Peak.Source.MEASURED);
        assertThat(reading.share(peak)).isEmpty();
        Reading training =
                new Reading(reading.time(), 5, OptionalDouble.of(50e9), reading.processor(), Optional.empty());
        assertThat(training.share(peak).orElseThrow()).isEqualTo(0.25, within(1e-12));
    }
}
