package dev.bunrui.service;

import static dev.bunrui.service.Followed.await;
import static dev.bunrui.service.Followed.awaitSteps;
import static dev.bunrui.service.Followed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real runs beside a tool that notes when it is begun and when it ends. */
@Timeout(120)
class WakefulnessTest {
    private static final int MANY_EPOCHS = 150;

    @TempDir
    Path home;

    private BackgroundService background;
    private Path tools;
    private Path notes;

    @BeforeEach
    void open() throws IOException {
        background = new BackgroundService(new AppFolders(Path.of(""), home));
        tools = Files.createDirectory(home.resolve("tools"));
        notes = home.resolve("notes");
    }

    private void tool(String rest) throws IOException {
        Path tool = Files.writeString(
                tools.resolve("systemd-inhibit"), "#!/bin/sh\necho begin \"$@\" >> '" + notes + "'\n" + rest);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private RunFolder asked(String name, int epochs) throws IOException {
        RunFolder run = RunRequest.make(home.resolve("runs"), name, TinyRun.settings(TinyRun.data(home), epochs));
        background.ask(run);
        return run;
    }

    private Process service(String path) throws IOException {
        ProcessBuilder builder = background.process();
        builder.environment().put("PATH", path);
        return builder.start();
    }

    private String told() {
        try {
            return Files.exists(notes) ? Files.readString(notes) : "";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theMachineIsKeptAwakeForAsLongAsARunIsOnHoweverItEnds() throws Exception {
        tool("/bin/cat\necho end >> '" + notes + "'\n");
        RunFolder run = asked("run", MANY_EPOCHS);
        Process service = service(tools.toString());
        awaitSteps(run, 20);
        assertThat(told())
                .contains("begin --what=sleep:idle --who=Bunrui", "--mode=block cat")
                .doesNotContain("end\n");
        worker(service).destroyForcibly();
        assertThat(service.waitFor()).isZero();
        await("the tool of a killed worker ends", () -> told().lines().toList().size() == 2);
        RunFolder whole = asked("whole", 1);
        assertThat(service(tools.toString()).waitFor()).isZero();
        assertThat(background.state(whole)).isEqualTo(State.FINISHED);
        await(
                "the tool of a run that is done ends",
                () -> told().lines().toList().size() == 4);
        assertThat(told().lines().map(line -> line.substring(0, 3))).containsExactly("beg", "end", "beg", "end");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aToolThatIsMissingOrFailsIsHarmless() throws Exception {
        RunFolder without = asked("without", 1);
        assertThat(service(tools.toString()).waitFor()).isZero();
        assertThat(background.state(without)).isEqualTo(State.FINISHED);
        assertThat(Files.readString(without.log())).containsOnlyOnce("may fall asleep");
        tool("exit 1\n");
        RunFolder failing = asked("failing", 1);
        assertThat(service(tools.toString()).waitFor()).isZero();
        assertThat(background.state(failing)).isEqualTo(State.FINISHED);
        assertThat(Files.readString(failing.log())).containsOnlyOnce("may fall asleep");
        assertThat(told()).startsWith("begin");
    }

    @Test
    void everySystemHasItsOwnTool() {
        assertThat(Wakefulness.command("Linux")).startsWith("systemd-inhibit").endsWith("cat");
        assertThat(Wakefulness.command("Mac OS X")).containsExactly("caffeinate", "-i", "cat");
        assertThat(Wakefulness.command("Windows 11").get(0)).isEqualTo("powershell");
        String script = Wakefulness.command("Windows 11").get(4);
        assertThat(new String(Base64.getDecoder().decode(script), StandardCharsets.UTF_16LE))
                .contains("SetThreadExecutionState([uint32]2147483649)", "[DllImport(\"kernel32.dll\")]")
                .endsWith("[Console]::In.ReadToEnd()");
        assertThat(Wakefulness.command("FreeBSD")).isEmpty();
    }
}
