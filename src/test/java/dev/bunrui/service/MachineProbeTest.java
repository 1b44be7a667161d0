package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.file.AppFolders;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.SystemMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process looks at the machine that the test runs on. */
class MachineProbeTest {
    @TempDir
    Path home;

    private AppFolders folders;
    private Path file;

    @BeforeEach
    void folders() {
        folders = new AppFolders(Path.of(""), home);
        file = folders.service().resolve("machine.json");
    }

    @Test
    void whatAnotherProcessFoundIsKnownTheNextTime() {
        Machine looked;
        try (MachineProbe probe = new MachineProbe(folders)) {
            assertThat(probe.known()).isEmpty();
            looked = probe.look();
        }
        assertThat(looked.devices()).contains("cpu").contains(looked.device());
        assertThat(looked.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(looked.memory()).isEqualTo(SystemMemory.total());
        assertThat(looked.memoryFree()).isPositive().isLessThan(looked.memory());
        assertThat(looked.fp32Flops()).isGreaterThan(1e6);
        assertThat(looked.bf16Flops() > 0).isEqualTo(looked.precision().equals("bf16"));
        try (MachineProbe next = new MachineProbe(folders)) {
            assertThat(next.known())
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("memoryFree")
                    .isEqualTo(looked);
        }
    }

    @Test
    void anotherMachineOrADamagedFileIsNotTakenForThisOne() throws Exception {
        try (MachineProbe probe = new MachineProbe(folders)) {
            probe.look();
            String kept = Files.readString(file);
            Files.writeString(file, kept.replaceFirst("\"cores\" : \\d+", "\"cores\" : 4711"));
            assertThat(probe.known()).isEmpty();
            Files.writeString(file, kept.substring(0, kept.length() / 2));
            assertThat(probe.known()).isEmpty();
            Files.writeString(file, kept.replace("\"fp32_flops\"", "\"flops\""));
            assertThat(probe.known()).isEmpty();
            assertThat(probe.look().cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(probe.known()).isPresent();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToDoesNotHideTheMachine() throws Exception {
        Files.writeString(home.resolve("service"), "in the way");
        try (MachineProbe probe = new MachineProbe(folders)) {
            assertThat(probe.look().devices()).contains("cpu");
            assertThat(probe.known()).isEmpty();
        }
    }

    @Test
    void aProbeThatIsClosedEndsItsProcessAndSaysSo() {
        MachineProbe probe = new MachineProbe(folders);
        probe.close();
        assertThatThrownBy(probe::look)
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(folders.service().resolve("machine.log").toString());
    }
}
