package dev.bunrui.experiment.gauge;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** The memory that this process takes up, that of native libraries included, in bytes. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private ProcessMemory() {}

    /**
     * What the process holds in memory now: on Linux its resident set, on Windows its private bytes. Empty elsewhere: on
     * macOS Java knows the size of the address space only, which says nothing.
     */
    public static OptionalLong now() {
        if (Files.isReadable(STATUS)) {
            return resident();
        }
        return WINDOWS && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getCommittedVirtualMemorySize())
                : OptionalLong.empty();
    }

    private static OptionalLong resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    String kibibytes = line.replaceAll("[^0-9]", "");
                    return OptionalLong.of(Long.parseLong(kibibytes) * 1024);
                }
            }
            return OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty(); // a figure to look at: nothing may fail for want of it
        }
    }
}
