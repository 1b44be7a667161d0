package dev.bunrui.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A script in the place of the driver's program, which says what real ones were seen to say; Unix only. */
public record FakeDriver(Path folder) {
    /** What the questions for versions are answered with. */
    public static final String HEADER = "\nTimestamp                                 : Thu Jun  5 10:00:00 2025\n"
            + "Driver Version                            : %s\nCUDA Version                              : %s\n";

    /** One card of this driver, answering to the fields that {@link NvidiaSmi} asks for. */
    public static final String RTX = "0, NVIDIA GeForce RTX 4090, 570.124.06, 24564, 23980, Default, 8.9, [N/A]\n";

    /** A program that answers the question for cards with some words, and the one for CUDA with a version. */
    public static FakeDriver saying(Path folder, String cards, String cuda) throws IOException {
        String header = String.format(HEADER, "570.124.06", cuda);
        return running(
                folder,
                "case \"$1\" in --query-gpu=*) cat <<'END'\n" + cards + "END\n;; *) cat <<'END'\n" + header
                        + "END\n;; esac\n");
    }

    /** A program of one's own. */
    public static FakeDriver running(Path folder, String script) throws IOException {
        Path program = Files.createDirectories(folder).resolve("nvidia-smi");
        Files.writeString(program, "#!/bin/sh\n" + script);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return new FakeDriver(folder);
    }

    /** What the real process's words are taken for, on a machine that has no other trace of a driver. */
    public DriverState state() {
        return new NvidiaDriver(environment(), List.of(folder.resolve("version")), Duration.ofSeconds(20)).look();
    }

    /** The environment in which the program is found. */
    public Map<String, String> environment() {
        return Map.of("PATH", "/nowhere:" + folder);
    }
}
