package dev.bunrui.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What the processor says of itself. */
final class Processor {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** The instruction-set flags as Linux names them; empty where the system does not tell. */
    static Set<String> flags() {
        if (!Files.isReadable(CPUINFO)) {
            return Set.of();
        }
        try (var lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .orElse(Set.of());
        } catch (IOException unreadable) {
            return Set.of();
        }
    }
}
