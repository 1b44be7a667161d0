package dev.bunrui.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The driver of NVIDIA's cards, by the files that it leaves and the program that comes with it. */
public final class NvidiaDriver {
    /** Linux only. */
    private static final Path VERSION = Path.of("/proc/driver/nvidia/version");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final List<Path> traces;
    private final Duration patience;

    NvidiaDriver(Map<String, String> environment, List<Path> traces, Duration patience) {
        this.environment = Map.copyOf(environment);
        this.traces = List.copyOf(traces);
        this.patience = patience;
    }

    /** The driver of this machine. */
    public static NvidiaDriver ofMachine(Map<String, String> environment) {
        Path system = windows(environment).resolve("System32");
        return new NvidiaDriver(
                environment,
                List.of(
                        VERSION,
                        Path.of("/dev/nvidiactl"),
                        Path.of("/usr/lib/wsl/lib/libcuda.so.1"),
                        system.resolve("nvcuda.dll")),
                PATIENCE);
    }

    /** Whether the machine has it, by its files alone: without it the engine sees no card. */
    public boolean there() {
        return traces.stream().anyMatch(Files::exists);
    }

    /** Asks it. Where there is neither driver nor program this costs nothing; otherwise up to seconds. */
    public DriverState look() {
        Optional<Path> program = program();
        if (program.isPresent()) {
            return new NvidiaSmi(program.get(), patience).look(fileVersion());
        }
        return there() ? DriverState.unasked(fileVersion()) : DriverState.NONE;
    }

    /**
     * How busy a card is; asks the driver, which takes up to a second. Empty where it does not tell.
     *
     * @param card the driver's number of it, or the beginning of its UUID, as {@link VisibleCards} has it
     */
    public Optional<CardReading> read(String card) {
        return program().flatMap(found -> new NvidiaSmi(found, patience).read(card));
    }

    /**
     * The numbers of the processes that have memory of some card, and how much, in bytes, where the driver tells. None where it
     * does not tell who they are.
     */
    public Map<Long, OptionalLong> holders() {
        return program().map(found -> new NvidiaSmi(found, patience).holders()).orElse(Map.of());
    }

    private Optional<VersionNumber> fileVersion() {
        try {
            return Files.isReadable(traces.get(0))
                    ? VersionNumber.in(Files.readString(traces.get(0)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Windows keeps it with the system, older drivers for it in a folder of their own, its Linux in a third place. */
    private Optional<Path> program() {
        Stream<Path> usual = Stream.of(
                windows(environment).resolve("System32"),
                Path.of(environment.getOrDefault("ProgramFiles", "C:\\Program Files"), "NVIDIA Corporation", "NVSMI"),
                Path.of("/usr/lib/wsl/lib"));
        Stream<Path> path = PathList.of(environment.getOrDefault("PATH", environment.getOrDefault("Path", "")));
        return Stream.concat(path, usual)
                .flatMap(folder -> Stream.of("nvidia-smi", "nvidia-smi.exe").map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Path windows(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("SystemRoot", "C:\\Windows"));
    }
}
