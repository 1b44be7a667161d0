package dev.bunrui.service.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Slurm of the tests' own: {@code src/test/slurm/slurm.sh} starts and stops it in the folder that the profile names. */
final class RealSlurm {
    static final String FOLDER = "BUNRUI_SLURM_TEST";

    private RealSlurm() {}

    static Path folder() {
        return Path.of(System.getenv(FOLDER));
    }

    /** {@code start}, {@code restart}, {@code lose N}, {@code mend N} or {@code stop}. */
    static void control(String action, String... node) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("src/test/slurm/slurm.sh", action, folder().toString()));
        command.addAll(List.of(node));
        run(command.toArray(String[]::new));
    }

    /** Runs a command, which is to succeed, and gives what it says. */
    static String run(String... command) throws IOException, InterruptedException {
        Path said = Path.of(System.getProperty("java.io.tmpdir")).resolve("slurm-test-said");
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile()) // what it starts keeps its output open
                .start();
        int code = process.waitFor();
        String words = Files.readString(said);
        if (code != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + code + ": " + words);
        }
        return words;
    }
}
