package dev.bunrui.torch;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        try {
            List<String> lines = Files.readAllLines(MEMORY);
            long available = bytes(lines, "MemAvailable:");
            // In a container with a limit of its own Java knows the limit, and the file only the machine.
            boolean limited = total() < bytes(lines, "MemTotal:");
            return available < 0 || limited ? otherwise : available;
        } catch (IOException unreadable) {
            return otherwise;
        }
    }

    /** Negative if it is not told. */
    private static long bytes(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(-1);
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }
}
