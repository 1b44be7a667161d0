package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** An allocator that really fails. */
@EnabledOnOs(OS.LINUX)
class StarvedTrainingTest {
    private static List<String> trained(int microBatch, int mebibytes) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms200m", // taken before there is a limit, so that the virtual machine itself wants next to nothing
                // more
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StarvedTraining.class.getName(),
                Integer.toString(microBatch),
                Integer.toString(mebibytes));
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.redirectErrorStream(true).start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        String end = said.stream()
                .filter(line -> line.startsWith("trained "))
                .findFirst()
                .orElseThrow();
        return List.of(end.split(" ", -1));
    }

    @Test
    void aTrainingWhoseAllocatorFailsEndsAsOneOfTheMicroBatchThatWasLeft() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")));
        List<String> starved = trained(16, 250);
        int left = Integer.parseInt(starved.get(1));
        assertThat(left).isBetween(1, 8);
        assertThat(trained(left, 0)).isEqualTo(starved);
    }
}
