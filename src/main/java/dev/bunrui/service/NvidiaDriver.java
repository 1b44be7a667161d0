package dev.bunrui.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The driver of NVIDIA's cards, by the files that it leaves; the cards themselves are not asked. */
final class NvidiaDriver {
    /** Changes with the driver, and with that what the engine can use. */
    static final Path VERSION = Path.of("/proc/driver/nvidia/version");

    private NvidiaDriver() {}

    /** Whether the machine has it: without it the engine sees no card. */
    static boolean there() {
        Path windows = Path.of(System.getenv().getOrDefault("SystemRoot", "C:\\Windows"));
        return Stream.of(
                        VERSION,
                        Path.of("/dev/nvidiactl"),
                        Path.of("/usr/lib/wsl/lib/libcuda.so.1"),
                        windows.resolve("System32").resolve("nvcuda.dll"))
                .anyMatch(Files::exists);
    }
}
