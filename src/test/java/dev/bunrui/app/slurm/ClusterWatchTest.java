package dev.bunrui.app.slurm;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.slurm.Job;
import dev.bunrui.service.slurm.Slurm;
import dev.bunrui.training.StoppedException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Sweeps are looked after, but not while one is being submitted. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterWatchTest {
    private static final SweepFolder SWEEP = new SweepFolder(Path.of("runs/grid"));

    private final FxRobot robot = new FxRobot();
    private final Work work = new Work();
    private Locale before;

    @BeforeEach
    void english() throws Exception {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() {
        work.close();
        Locale.setDefault(before);
    }

    @Test
    void whatIsTheMatterIsKnownByTheSweepHoweverItsPathIsWritten() throws Exception {
        RequestException silent = new RequestException(Slurm.class, "slurm.no-answer", "Unable to contact");
        ClusterWatch watch = new ClusterWatch(work, () -> Map.of(SWEEP, silent));
        watch.begin();
        await(watch.troubles(), troubles -> !troubles.isEmpty());
        assertThat(watch.trouble(new SweepFolder(SWEEP.path().toAbsolutePath())))
                .contains(silent);
        assertThat(watch.trouble(new SweepFolder(Path.of("runs/other")))).isEmpty();
        assertThat(watch.sentences()).singleElement().asString().contains("The jobs go on");
    }

    @Test
    void nothingIsLookedAtWhileASweepIsSubmitted() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        ClusterWatch watch = new ClusterWatch(work, () -> {
            looks.incrementAndGet();
            return Map.of();
        });
        CountDownLatch submitting = new CountDownLatch(1);
        Submission submission = new Submission(work, new Texts(), watch);
        robot.interact(() -> submission.begin(
                (waiting, stop) -> {
                    waiting.accept(new Job("12", Job.State.PENDING, "Resources", "", ""));
                    submitting.countDown();
                    while (!stop.getAsBoolean()) {
                        Thread.sleep(20);
                    }
                    throw new StoppedException();
                },
                done -> {}));
        submitting.await();
        robot.interact(watch::begin);
        await(submission.progress(), words -> words.contains("12 waits (Resources)"));
        Thread.sleep(500);
        assertThat(looks).hasValue(0);
        robot.interact(submission::cancel);
        await(submission.busy(), busy -> !busy);
        assertThat(submission.refusal().get()).isEmpty();
        assertThat(submission.progress().get()).isEmpty();
    }

    @Test
    void aRefusalIsSaidAndTheNextTryForgetsIt() throws Exception {
        ClusterWatch watch = new ClusterWatch(work, Map::of);
        Submission submission = new Submission(work, new Texts(), watch);
        robot.interact(() -> submission.begin(
                (waiting, stop) -> {
                    throw new RequestException(Slurm.class, "refused.account", "Invalid account");
                },
                done -> {}));
        await(submission.refusal(), words -> words.contains("“Account”"));
        AtomicInteger done = new AtomicInteger();
        robot.interact(() -> submission.begin((waiting, stop) -> 3, done::set));
        await(submission.busy(), busy -> !busy);
        assertThat(done).hasValue(3);
        assertThat(submission.refusal().get()).isEmpty();
    }
}
