package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.service.slurm.Job.State;
import org.junit.jupiter.api.Test;

/** What {@code squeue} and {@code sacct} tell. */
class JobTest {
    @Test
    void elementsAreReadWithWhyTheyWaitAndWhereTheyRun() {
        assertThat(Job.read("""
                        12_0|RUNNING|None|node1|0:17
                        12_1|PENDING|Resources||0:00
                        12_[2-9]|PENDING|JobArrayTaskLimit||0:00
                        12|COMPLETED|None|node2|1:02:03
                        slurm_load_jobs error: Invalid job id specified
                        """))
                .containsExactly(
                        new Job("12_0", State.RUNNING, "", "node1", "0:17"),
                        new Job("12_1", State.PENDING, "Resources", "", "0:00"),
                        new Job("12", State.COMPLETED, "", "node2", "1:02:03"));
    }

    @Test
    void theAccountingsWordsHaveMoreInThem() {
        assertThat(Job.read("7_3|CANCELLED by 1000|None|n1|00:01:00\n7_4|OUT_OF_MEMORY|OutOfMemory|n2|00:02:00"))
                .extracting(Job::state)
                .containsExactly(State.CANCELLED, State.OUT_OF_MEMORY);
    }

    @Test
    void wordsThatMakeNoDifferenceAreWhatTheyMean() {
        assertThat(State.of("COMPLETING")).isEqualTo(State.RUNNING);
        assertThat(State.of("REQUEUE_HOLD")).isEqualTo(State.PENDING);
        assertThat(State.of("DEADLINE")).isEqualTo(State.TIMEOUT);
        assertThat(State.of("BOOT_FAIL")).isEqualTo(State.NODE_FAIL);
        assertThat(State.of("SOMETHING_NEW")).isEqualTo(State.FAILED);
        assertThat(State.PREEMPTED.alive()).isFalse();
        assertThat(State.PENDING.alive()).isTrue();
    }
}
