package dev.bunrui.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How busy drivers say that their cards are, by a real process. */
@DisabledOnOs(OS.WINDOWS)
class CardReadingTest {
    private static final String FIRST = "GPU-11111111-2222-3333-4444-555555555555";
    private static final String SECOND = "GPU-1aaaaaaa-2222-3333-4444-555555555555";

    private static final String TWO = "0, " + FIRST
            + ", NVIDIA H100 80GB HBM3, 93, 12595, 81559, 61, 310.25, 700.00, 1980, Disabled\n1, " + SECOND
            + ", NVIDIA H100 80GB HBM3, 0, 4, 81559, 30, 71.12, 700.00, 345, Disabled\n";

    @TempDir
    Path folder;

    private NvidiaDriver driver(String script, Duration patience) throws Exception {
        return new NvidiaDriver(
                FakeDriver.running(folder, "echo \"$@\" >> " + folder.resolve("asked") + "\n" + script)
                        .environment(),
                List.of(folder.resolve("version")),
                patience);
    }

    private NvidiaDriver saying(String lines) throws Exception {
        return driver("cat <<'END'\n" + lines + "END\n", Duration.ofSeconds(20));
    }

    private List<String> asked() throws Exception {
        return Files.readAllLines(folder.resolve("asked"));
    }

    @Test
    void aCardIsReadByItsNumberOrItsUuid() throws Exception {
        NvidiaDriver driver = saying(TWO);
        CardReading busy = new CardReading(
                0,
                "NVIDIA H100 80GB HBM3",
                OptionalInt.of(93),
                OptionalLong.of(12595L << 20),
                OptionalLong.of(81559L << 20),
                OptionalInt.of(61),
                OptionalDouble.of(310.25),
                OptionalDouble.of(700),
                OptionalInt.of(1980));
        assertThat(driver.read("0")).contains(busy);
        assertThat(driver.read(FIRST)).contains(busy);
        // Of others CUDA takes the beginning; the program does not, and tells of all.
        assertThat(driver.read("GPU-1a")).get().extracting(CardReading::index).isEqualTo(1);
        assertThat(driver.read("7")).isEmpty();
        assertThat(asked()).hasSize(4);
        assertThat(asked().get(0)).endsWith(" -i 0");
        assertThat(asked().get(1)).endsWith(" -i " + FIRST);
        assertThat(asked().get(2)).endsWith("nounits");
    }

    @Test
    void whatACardDoesNotTellIsNotMadeUp() throws Exception {
        NvidiaDriver driver = saying("0, " + FIRST
                + ", NVIDIA GB10, [N/A], [Not Supported], [N/A], 41, [Unknown Error], [N/A], [N/A], [N/A]\n");
        assertThat(driver.read("0"))
                .contains(new CardReading(
                        0,
                        "NVIDIA GB10",
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalInt.of(41),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty()));
    }

    @Test
    void aDriverThatDoesNotKnowTheNewerFieldIsAskedForTheOthers() throws Exception {
        NvidiaDriver driver = driver(
                "case \"$1\" in *mig.mode.current*) echo 'Field \"mig.mode.current\" is not a valid field to query.';"
                        + " exit 2;; *) echo '0, " + FIRST + ", Tesla V100-PCIE-16GB, 7, 300, 16160, 40, 35.5, 250,"
                        + " 1230';; esac\n",
                Duration.ofSeconds(20));
        assertThat(driver.read("0")).get().extracting(CardReading::utilisation).isEqualTo(OptionalInt.of(7));
        assertThat(asked()).hasSize(2);
    }

    @Test
    void ofADividedCardNothingIsSaidSinceTheDriverTellsOfTheWhole() throws Exception {
        assertThat(saying("0, " + FIRST
                                + ", NVIDIA A100-SXM4-80GB, [N/A], 900, 81920, 41, 90.1, 400.00, 1410, Enabled\n")
                        .read("0"))
                .isEmpty();
    }

    @Test
    void aProgramThatFailsOrHangsTellsNothing() throws Exception {
        assertThat(driver("echo NVIDIA-SMI has failed; exit 9\n", Duration.ofSeconds(20))
                        .read("0"))
                .isEmpty();
        NvidiaDriver hanging = driver("exec sleep 600\n", Duration.ofMillis(200));
        assertThat(hanging.read("0")).isEmpty();
        assertThat(hanging.holders()).isEmpty();
        assertThat(new NvidiaDriver(Map.of("PATH", ""), List.of(), Duration.ofSeconds(1)).read("0"))
                .isEmpty();
    }

    @Test
    void whoHasMemoryOfACardIsTold() throws Exception {
        assertThat(saying("4711, 5120\n815, [N/A]\nno processes\n").holders())
                .isEqualTo(Map.of(4711L, OptionalLong.of(5120L << 20), 815L, OptionalLong.empty()));
        assertThat(asked()).containsExactly("--query-compute-apps=pid,used_memory --format=csv,noheader,nounits");
    }

    private static Optional<String> card(int number, String... environment) {
        return new VisibleCards(
                        environment.length == 0
                                ? Map.of()
                                : environment.length == 2
                                        ? Map.of(environment[0], environment[1])
                                        : Map.of(environment[0], environment[1], environment[2], environment[3]))
                .card(number);
    }

    @Test
    void cudasNumbersAreTheDriversWhereItCountsByTheBusAndSeesAllCards() {
        assertThat(card(1, "CUDA_DEVICE_ORDER", "PCI_BUS_ID")).contains("1");
        assertThat(card(1)).isEmpty();
        assertThat(card(0, "CUDA_DEVICE_ORDER", "FASTEST_FIRST")).isEmpty();
    }

    @Test
    void cardsThatCudaIsNotToSeeAreNotCounted() {
        String[] numbers = {"CUDA_DEVICE_ORDER", "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES", "3, 1"};
        assertThat(card(0, numbers)).contains("3");
        assertThat(card(1, numbers)).contains("1");
        assertThat(card(2, numbers)).isEmpty();
        assertThat(card(0, "CUDA_VISIBLE_DEVICES", "3")).isEmpty();
        String[] named = {"CUDA_VISIBLE_DEVICES", "MIG-1234," + FIRST};
        assertThat(card(0, named)).isEmpty();
        assertThat(card(1, named)).contains(FIRST);
        assertThat(card(0, "CUDA_DEVICE_ORDER", "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES", "-1"))
                .isEmpty();
    }
}
