package dev.bunrui.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What the processor says of itself. */
public final class Processor {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** The maker's name of it; empty where the system does not tell. */
    public static Optional<String> name() {
        return field("model name");
    }

    /** Whether it has instructions for bf16. */
    public static boolean bf16() {
        return flags().contains("avx512_bf16") || flags().contains("amx_bf16");
    }

    /** The instruction-set flags as Linux names them; empty where the system does not tell. */
    static Set<String> flags() {
        return field("flags").map(line -> Set.of(line.split("\\s+"))).orElse(Set.of());
    }

    private static Optional<String> field(String name) {
        if (!Files.isReadable(CPUINFO)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
