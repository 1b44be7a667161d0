package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sinfo} tells, and what is made of it. */
class PartitionTest {
    private static final long GIB = 1L << 30;

    private static final String CLUSTER = """
            cpu*|up|7-00:00:00|120|48|190000|(null)
            gpu|up|2-00:00:00|10|64|515000|gpu:a100:4(S:0-1)
            gpu|up|2-00:00:00|2|96+|1031000+|gpu:h100:8
            old|down|infinite|4|16|64000|gpu:2
            a line of something else
            """;

    private static final List<Partition> PARTITIONS = Partition.read(CLUSTER);

    private static SlurmNeed need(double seconds, long memory) {
        return new SlurmNeed(List.of("m"), List.of(seconds), 30, memory, 0, Set.of());
    }

    @Test
    void kindsOfNodesMakeOnePartition() {
        assertThat(PARTITIONS)
                .containsExactly(
                        new Partition("cpu", true, true, 7 * 24 * 60, 120, 48, 190_000, 0),
                        new Partition("gpu", false, true, 2 * 24 * 60, 12, 64, 515_000, 8),
                        new Partition("old", false, false, 0, 4, 16, 64_000, 2));
        assertThat(PARTITIONS.get(1).room(2)).isEqualTo(48);
        assertThat(PARTITIONS.get(0).room(0)).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "90:00, 90",
        "0:30, 1",
        "2:00:00, 120",
        "1-12, 2160",
        "1-02:30, 1590",
        "2-00:00:01, 2881",
        "infinite, 0",
        "n/a, 0",
        "99999999999999999999, 0"
    })
    void timesAreThoseOfSlurm(String text, int minutes) {
        assertThat(Partition.minutes(text)).isEqualTo(minutes);
    }

    @Test
    void aTimeIsReadAsItIsWritten() {
        for (int minutes : new int[] {1, 59, 60, 1439, 1440, 10_000}) {
            assertThat(Partition.minutes(Partition.time(minutes))).isEqualTo(minutes);
        }
    }

    @Test
    void whatHasCardsAndIsUpIsProposed() {
        Partition partition = SlurmProposal.partition(PARTITIONS);
        assertThat(partition.name()).isEqualTo("gpu");
        SlurmSettings settings = SlurmProposal.of(partition, need(3 * 3600, 20 * GIB));
        assertThat(settings.gpus()).isOne();
        assertThat(settings.cpus()).isEqualTo(8);
        assertThat(settings.minutes()).as("three times the run, in whole hours").isEqualTo(10 * 60);
        assertThat(settings.memory()).as("a quarter more, and the job's own").isEqualTo(26 * 1024);
    }

    @Test
    void whatIsProposedIsWithinThePartition() {
        Partition small = new Partition("small", true, true, 30, 1, 2, 8000, 0);
        SlurmSettings settings = SlurmProposal.of(small, need(9000, 20 * GIB));
        assertThat(settings.minutes()).isEqualTo(30);
        assertThat(settings.memory()).isEqualTo(8000);
        assertThat(settings.cpus()).isEqualTo(2);
        assertThat(settings.gpus()).isZero();
        SettingsCheck.check(settings, List.of(small));
    }

    private static SlurmSettings asked(String partition, int minutes, int gpus, long memory, int cpus) {
        return new SlurmSettings("", partition, "", minutes, gpus, memory, cpus, 0, 1, 0, "", "", "", "", "");
    }

    @Test
    void whatCouldNeverBeginIsRefusedWithWhatCan() {
        refused(asked("nope", 10, 0, 100, 1), "\"nope\" does not exist", "cpu, gpu, old");
        refused(asked("old", 10, 0, 100, 1), "\"old\" begins no jobs");
        refused(asked("gpu", 3000, 0, 100, 1), "2-02:00:00", "2-00:00:00", "--time");
        refused(asked("gpu", 10, 9, 100, 1), "9 graphics cards", "(8)", "--gpus");
        refused(asked("", 10, 1, 100, 1), "\"cpu\"", "(0)", "--gpus");
        refused(asked("cpu", 10, 0, 190_001, 1), "--mem");
        refused(asked("cpu", 10, 0, 100, 49), "--cpus");
        assertThatThrownBy(() -> SettingsCheck.check(asked("", 1, 0, 1, 1), List.of(PARTITIONS.get(1))))
                .hasMessageContaining("no default partition");
        assertThatThrownBy(() -> SlurmProposal.partition(List.of())).isInstanceOf(RequestException.class);
    }

    private static void refused(SlurmSettings settings, String... words) {
        assertThatThrownBy(() -> SettingsCheck.check(settings, PARTITIONS))
                .isInstanceOf(RequestException.class)
                .hasMessageContainingAll(words);
    }
}
