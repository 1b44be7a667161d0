package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that {@code sbatch} reads, and that bash carries out. */
class SlurmScriptTest {
    @TempDir
    Path home;

    private SlurmScript script(SlurmSettings settings) {
        return new SlurmScript(
                new AppFolders(Path.of(""), home), new SlurmFolder(new SweepFolder(home.resolve("調べ a"))), settings);
    }

    private static SlurmSettings settings(int minutes, int requeues, String java, String program) {
        return new SlurmSettings(
                "",
                "gpu",
                "lab 7",
                minutes,
                2,
                40_000,
                8,
                16,
                requeues,
                0,
                "cuda/12 git",
                "export A='b c'",
                "--qos=long",
                program,
                java);
    }

    @Test
    void whatIsAskedForStandsInIt() {
        assertThat(script(settings(300, 4, "", "")).array("0-9").lines())
                .contains(
                        "#SBATCH --job-name='bunrui-調べ a'",
                        "#SBATCH --array=0-9%16",
                        "#SBATCH --partition=gpu",
                        "#SBATCH --account='lab 7'",
                        "#SBATCH --gres=gpu:2",
                        "#SBATCH --cpus-per-task=8",
                        "#SBATCH --mem=40000M",
                        "#SBATCH --time=05:00:00",
                        "#SBATCH --signal=B:USR1@180",
                        "#SBATCH --qos=long",
                        "unset BUNRUI_DEVICES",
                        "module load cuda/12 git",
                        "export A='b c'");
    }

    @Test
    void whatIsLeftToSlurmDoesNot() {
        assertThat(script(SlurmSettings.NONE).array("0"))
                .contains("--array=0\n")
                .doesNotContain(
                        "partition", "account", "gres", "--mem", "cpus-per-task", "--time", "--signal", "module");
    }

    @Test
    void aShortJobIsToldWhenAFifthOfItsTimeIsLeft() {
        assertThat(script(settings(5, 4, "", "")).array("0")).contains("USR1@60\n");
    }

    @Test
    void theProgramOnTheNodesMayBeElsewhere() {
        SlurmScript script = script(settings(5, 4, "/opt/java/bin/java", "/opt/bunrui"));
        assertThat(script.array("0")).contains("/opt/java/bin/java '@");
        assertThat(script.arguments()).contains("\"-Dbunrui.app=/opt/bunrui\"", "\"-cp\"\n\"/opt/bunrui/lib/*\"");
    }

    /** The shell with commands of its own in place of Slurm's and of Java. */
    private int bash(SlurmSettings settings, String java, String state) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        command(bin.resolve("java"), java);
        command(bin.resolve("squeue"), "echo " + state);
        command(bin.resolve("scontrol"), "echo \"$@\" >" + home + "/requeued; exit 1");
        command(bin.resolve("module"), "exit 0");
        Files.createDirectories(home.resolve("調べ a").resolve("slurm"));
        Path file = Files.writeString(home.resolve("job.sh"), script(settings).array("0"));
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put("SLURM_ARRAY_TASK_ID", "3");
        builder.environment().put("SLURM_ARRAY_JOB_ID", "12");
        builder.environment().put("SLURM_JOB_ID", "15");
        return builder.start().waitFor();
    }

    private static void command(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private SlurmSettings withJava(int requeues) {
        return settings(5, requeues, home.resolve("bin").resolve("java").toString(), "");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no bash there")
    void anEndThatIsOneIsNotBegunAgain() throws Exception {
        assertThat(bash(withJava(4), "exit 0", "RUNNING")).isZero();
        assertThat(bash(withJava(4), "exit 1", "RUNNING")).isOne();
        assertThat(home.resolve("requeued")).doesNotExist();
        assertThat(Files.readAllLines(home.resolve("調べ a").resolve("slurm").resolve("3.starts")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("12 "));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no bash there")
    void anotherEndIsAsOftenAsItMayBe() throws Exception {
        for (String end : List.of("exit 75", "kill -KILL $$")) {
            assertThat(bash(withJava(4), end, "RUNNING")).isEqualTo(SlurmScript.AGAIN);
            assertThat(home.resolve("requeued")).hasContent("requeue 12_3");
            Files.delete(home.resolve("requeued"));
        }
        assertThat(bash(withJava(2), "exit 75", "RUNNING")).isEqualTo(SlurmScript.AGAIN);
        assertThat(home.resolve("requeued")).as("begun three times").doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no bash there")
    void aJobThatSlurmEndsDoesNotQueueItselfAgain() throws Exception {
        assertThat(bash(withJava(4), "exit 75", "COMPLETING")).isEqualTo(SlurmScript.AGAIN);
        assertThat(home.resolve("requeued")).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no bash there")
    void whatSlurmSaysToTheShellIsPassedOn() throws Exception {
        String waits =
                "trap 'echo told >" + home + "/told; exit 0' TERM; kill -USR1 $PPID; while :; do sleep 0.05; done";
        assertThat(bash(withJava(4), waits, "RUNNING")).isZero();
        assertThat(home.resolve("told")).exists();
    }
}
