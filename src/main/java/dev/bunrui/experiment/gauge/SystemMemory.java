package dev.bunrui.experiment.gauge;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's memory, asked for without the engine. */
public final class SystemMemory {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private SystemMemory() {}

    /** All of it, in bytes. */
    public static long total() {
        return system().getTotalMemorySize();
    }

    /**
     * What programs may still take now, in bytes. What Linux itself calls free leaves out what the system only keeps for
     * later, such as files that were read.
     */
    public static long free() {
        long otherwise = system().getFreeMemorySize();
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

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }
}
