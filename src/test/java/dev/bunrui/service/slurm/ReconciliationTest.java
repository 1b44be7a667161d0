package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.TinySweep;
import dev.bunrui.service.slurm.Job.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an element, by what Slurm tells and by the folders of its runs; three elements of one run. */
class ReconciliationTest {
    private static final int REQUEUES = 2;

    @TempDir
    Path home;

    private SlurmFolder folder;
    private List<RunFolder> runs;
    private SlurmBook book;

    @BeforeEach
    void submitted() throws IOException {
        SweepFolder sweep = TinySweep.make(
                home.resolve("runs"),
                "sweep",
                TinySweep.plan(TinyRun.data(home), 1, false, new Axis("seed", List.of("1", "2", "3"))));
        folder = new SlurmFolder(sweep);
        runs = sweep.runs();
        Files.createDirectories(folder.path());
        SlurmSettings settings = new SlurmSettings("", "", "", 60, 0, 1000, 1, 0, REQUEUES, 1, "", "", "", "", "");
        book = SlurmBook.of(
                        settings, runs.stream().map(run -> List.of(run.name())).toList())
                .with(new SlurmBook.Submission("7", "", Instant.now(), List.of(0, 1, 2)));
        for (int element = 0; element < runs.size(); element++) {
            runs.get(element).noteQueue(Job.words("7_" + element));
        }
    }

    private void begun(int element, int times) throws IOException {
        Files.writeString(folder.starts(element), "7 node1 now\n".repeat(times));
    }

    /** {@code states} are what Slurm tells of the elements. */
    private List<SlurmBook.Seen> seen(State... states) {
        Map<String, Job> jobs = new HashMap<>();
        IntStream.range(0, states.length)
                .filter(element -> states[element] != State.FORGOTTEN)
                .mapToObj(element -> new Job("7_" + element, states[element], "", "", ""))
                .forEach(job -> jobs.put(job.id(), job));
        return new Reconciliation(folder, book, new Slurm(""), jobs).done().seen();
    }

    private boolean again(SlurmBook.Seen seen) {
        return !seen.settled() && !seen.job().state().alive();
    }

    @Test
    void oneThatIsCancelledWhileItRunsAndOthersLiveIsBegunAgain() throws IOException {
        begun(0, 1);
        List<SlurmBook.Seen> seen = seen(State.CANCELLED, State.RUNNING, State.PENDING);
        assertThat(seen).extracting(this::again).containsExactly(true, false, false);
        assertThat(runs.get(0).queuedIn()).isPresent();
    }

    @Test
    void whereAllThatWasLeftWasCancelledSomebodyWantedAnEnd() throws IOException {
        begun(0, 1);
        begun(1, 1);
        Files.writeString(runs.get(2).metrics(), "{}"); // finished
        List<SlurmBook.Seen> seen = seen(State.CANCELLED, State.CANCELLED, State.COMPLETED);
        assertThat(seen).allMatch(SlurmBook.Seen::settled);
        assertThat(runs).allMatch(run -> run.queuedIn().isEmpty() && !run.failed());
    }

    @Test
    void oneThatIsCancelledBeforeItBeganIsNotWantedAnyMore() {
        assertThat(seen(State.CANCELLED, State.RUNNING, State.RUNNING).get(0).settled())
                .isTrue();
    }

    @Test
    void ofWhatSlurmHasForgottenNothingIsSubmitted() throws IOException {
        begun(0, 1);
        List<SlurmBook.Seen> seen = seen(State.FORGOTTEN, State.RUNNING, State.RUNNING);
        assertThat(seen.get(0).settled()).isTrue();
        assertThat(runs.get(0).queuedIn()).isEmpty();
    }

    @Test
    void oneThatWasBegunAsOftenAsItMayHasFailedWithASentence() throws IOException {
        begun(0, REQUEUES);
        begun(1, REQUEUES + 1);
        List<SlurmBook.Seen> seen = seen(State.TIMEOUT, State.TIMEOUT, State.PENDING);
        assertThat(seen).extracting(this::again).containsExactly(true, false, false);
        assertThat(runs.get(0).failed()).isFalse();
        assertThat(RunSummary.of(runs.get(1)).failure().orElseThrow().english()).contains("3 time(s)", "TIMEOUT");
    }

    @Test
    void aRefusalIsSaidInWordsThatSayWhatToChange() {
        assertThat(Slurm.refusal(
                        "sbatch: error: Batch job submission failed: User's group not permitted to use this partition"))
                .hasMessageContainingAll("may not use this partition", "--partition");
        assertThat(Slurm.refusal("sbatch: error: Batch job submission failed: Access/permission denied"))
                .hasMessageContaining("may not use this partition");
        assertThat(Slurm.refusal("sbatch: error: Memory specification can not be satisfied\n"
                        + "sbatch: error: Batch job submission failed: Requested node configuration is not available"))
                .hasMessageContaining("--mem");
        assertThat(Slurm.refusal("sbatch: error: Invalid generic resource (gres) specification"))
                .hasMessageContaining("--gpus");
        assertThat(Slurm.refusal("sbatch: error: something new"))
                .hasMessageContaining("refuses the job: something new");
    }
}
