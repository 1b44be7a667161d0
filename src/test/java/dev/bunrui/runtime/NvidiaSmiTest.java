package dev.bunrui.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What drivers of several years say, by a real process. */
@DisabledOnOs(OS.WINDOWS)
class NvidiaSmiTest {
    @TempDir
    Path folder;

    private DriverState of(String cards, String cuda) throws Exception {
        return FakeDriver.saying(folder, cards, cuda).state();
    }

    @Test
    void cardsDriverAndCudaAreRead() throws Exception {
        DriverState state = of(
                FakeDriver.RTX
                        + "1, NVIDIA A100-SXM4-80GB, 570.124.06, 81920, 81000, Exclusive_Process, 8.0, Enabled\n"
                        + "2, Tesla T4, 570.124.06, 15360, 15000, Prohibited, 7.5, [N/A]\n",
                "12.8");
        assertThat(state.kind()).isEqualTo(DriverState.Kind.KNOWN);
        assertThat(state.version()).contains(VersionNumber.of("570.124.06"));
        assertThat(state.cuda()).contains(VersionNumber.of("12.8"));
        assertThat(state.cards())
                .containsExactly(
                        new GraphicsCard(
                                0,
                                "NVIDIA GeForce RTX 4090",
                                Optional.of(VersionNumber.of("8.9")),
                                OptionalLong.of(24564L << 20),
                                OptionalLong.of(23980L << 20),
                                GraphicsCard.Mode.SHARED,
                                false),
                        new GraphicsCard(
                                1,
                                "NVIDIA A100-SXM4-80GB",
                                Optional.of(VersionNumber.of("8.0")),
                                OptionalLong.of(81920L << 20),
                                OptionalLong.of(81000L << 20),
                                GraphicsCard.Mode.EXCLUSIVE,
                                true),
                        new GraphicsCard(
                                2,
                                "Tesla T4",
                                Optional.of(VersionNumber.of("7.5")),
                                OptionalLong.of(15360L << 20),
                                OptionalLong.of(15000L << 20),
                                GraphicsCard.Mode.PROHIBITED,
                                false));
    }

    @Test
    void whatADriverDoesNotKnowIsNotMadeUp() throws Exception {
        DriverState state = of(
                "0, NVIDIA GB10, 580.95.05, [N/A], [N/A], Default, 12.1, [N/A]\n"
                        + "1, Quadro K620, 580.95.05, [Not Supported], [Unknown Error], [Not Supported], [N/A], [N/A]\n",
                "13.0");
        assertThat(state.cards()).extracting(GraphicsCard::memory).containsOnly(OptionalLong.empty());
        assertThat(state.cards().get(1).capability()).isEmpty();
        assertThat(state.cards().get(1).mode()).isEqualTo(GraphicsCard.Mode.SHARED);
    }

    @Test
    void newDriversWhoseHeaderIsWordedOtherwiseAreUnderstood() throws Exception {
        assertThat(FakeDriver.running(
                                folder,
                                "case \"$1\" in --query-gpu=*) echo '0, RTX, 595.10, 1, 1, Default, 12.0, [N/A]';;"
                                        + " *) echo 'CUDA UMD Version : 13.2';; esac\n")
                        .state()
                        .cuda())
                .contains(VersionNumber.of("13.2"));
    }

    @Test
    void driversThatDoNotKnowTheNewerFieldsAreAskedForTheOthers() throws Exception {
        DriverState state = FakeDriver.running(
                        folder,
                        "case \"$1\" in *compute_cap*) echo 'Field \"compute_cap\" is not a valid field to query.';"
                                + " exit 2;; --query-gpu=*) echo '0, Tesla V100-PCIE-16GB, 450.80.02, 16160, 16150,"
                                + " Default';; *) echo 'CUDA Version : 11.0';; esac\n")
                .state();
        assertThat(state.version()).contains(VersionNumber.of("450.80.02"));
        assertThat(state.cuda()).contains(VersionNumber.of("11.0"));
        assertThat(state.cards()).singleElement().satisfies(card -> {
            assertThat(card.capability()).isEmpty();
            assertThat(card.memory()).hasValue(16160L << 20);
        });
    }

    @Test
    void warningsBetweenTheLinesAndBrokenLinesAreLeftOut() throws Exception {
        DriverState state = of(
                "WARNING: infoROM is corrupted at gpu 0000:01:00.0\n" + FakeDriver.RTX + "1, half a li\n?, , ,\n",
                "12.8");
        assertThat(state.cards())
                .singleElement()
                .extracting(GraphicsCard::index)
                .isEqualTo(0);
    }

    @Test
    void aDriverThatIsNotLoadedIsSilentInItsOwnWords() throws Exception {
        DriverState state = FakeDriver.running(
                        folder,
                        "echo \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\"; exit"
                                + " 9\n")
                .state();
        assertThat(state.kind()).isEqualTo(DriverState.Kind.SILENT);
        assertThat(state.words()).startsWith("NVIDIA-SMI has failed");
        assertThat(of("what is this\n", "12.8").kind()).isEqualTo(DriverState.Kind.SILENT);
    }

    @Test
    void aDriverWithoutCardsIsKnownToHaveNone() throws Exception {
        DriverState state = FakeDriver.running(folder, "echo No devices were found; exit 6\n")
                .state();
        assertThat(state.kind()).isEqualTo(DriverState.Kind.KNOWN);
        assertThat(state.cards()).isEmpty();
    }

    @Test
    void aProgramThatHangsIsGivenUp() throws Exception {
        FakeDriver hanging = FakeDriver.running(folder, "exec sleep 600\n");
        DriverState state = new NvidiaDriver(
                        hanging.environment(), List.of(folder.resolve("version")), Duration.ofMillis(200))
                .look();
        assertThat(state.kind()).isEqualTo(DriverState.Kind.SILENT);
    }

    @Test
    void withoutTheProgramTheDriversOwnFileTellsItsVersion() throws Exception {
        Path version = folder.resolve("version");
        NvidiaDriver driver = new NvidiaDriver(Map.of("PATH", ""), List.of(version), Duration.ofSeconds(1));
        assertThat(driver.there()).isFalse();
        assertThat(driver.look()).isEqualTo(DriverState.NONE);
        Files.writeString(
                version,
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.133.20  Release Build\n"
                        + "GCC version: 12.2.0\n");
        assertThat(driver.there()).isTrue();
        assertThat(driver.look()).isEqualTo(DriverState.unasked(Optional.of(VersionNumber.of("570.133.20"))));
        Files.writeString(
                version, "NVRM version: NVIDIA UNIX x86_64 Kernel Module  525.60.11  Wed Nov 23 23:04:03 UTC 2022\n");
        assertThat(driver.look().version()).contains(VersionNumber.of("525.60.11"));
    }

    @Test
    void versionsAreComparedNumberByNumber() {
        assertThat(VersionNumber.of("570.26")).isLessThan(VersionNumber.of("570.124.06"));
        assertThat(VersionNumber.of("12.0").reaches(VersionNumber.of("7.5"))).isTrue();
        assertThat(VersionNumber.of("525.60").reaches(VersionNumber.of("525.60.13")))
                .isFalse();
        assertThat(VersionNumber.of("8.0")).isEqualByComparingTo(VersionNumber.of("8.0.0"));
    }
}
