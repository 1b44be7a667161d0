package dev.bunrui.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Processor;
import dev.bunrui.torch.Torch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What this machine can do.
 *
 * @param memory of the machine, in bytes
 * @param memoryFree what programs may still take of it, in bytes
 * @param threads that one operation of the engine may use
 * @param precision what {@code auto} takes on the device that {@code auto} takes
 * @param display whether windows can be shown
 */
record Machine(
        String java,
        String system,
        String processor,
        boolean bf16,
        int cores,
        long memory,
        long memoryFree,
        String pytorch,
        int threads,
        List<String> devices,
        String device,
        String precision,
        boolean display) {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    /** Looks at the machine; loads the engine. */
    static Machine look(Map<String, String> environment) {
        Torch.start();
        List<String> devices = new ArrayList<>(List.of("cpu"));
        for (int card = 0; card < Torch.cudaDevices(); card++) {
            devices.add("cuda:" + card);
        }
        ComputeDevice device = ComputeDevice.of("auto");
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.version() + " (" + System.getProperty("java.vendor", "") + ")",
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                Processor.name().orElse(system.getArch()),
                Processor.bf16(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                available(system.getFreeMemorySize()),
                Torch.version(),
                Torch.threads(),
                List.copyOf(devices),
                device.toString(),
                Torch.bestPrecision(device).option(),
                display(environment, system.getName()));
    }

    /** Free memory on Linux leaves out what the system only keeps for later, such as files that were read. */
    private static long available(long otherwise) {
        if (!Files.isReadable(MEMORY)) {
            return otherwise;
        }
        try (var lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException unreadable) {
            return otherwise;
        }
    }

    /** Windows and macOS always have a display that matters here; elsewhere JavaFX needs an X server. */
    static boolean display(Map<String, String> environment, String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        return lower.startsWith("windows")
                || lower.startsWith("mac")
                || !environment.getOrDefault("DISPLAY", "").isBlank();
    }
}
