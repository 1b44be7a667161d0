package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SignOfLife;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after whoever works on a run. A process that hangs is left alone, since it may come to itself, and everybody can
 * see that it is silent; it is ended only if the run was asked to stop and it does not stop.
 */
final class Watchdog {
    /** From one look to the next. */
    static final long PAUSE_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final RunFolder run;
    private boolean told;

    Watchdog(RunFolder run) {
        this.run = run;
    }

    /** Waits until no process works on the run. */
    void awaitReleased() throws InterruptedException {
        while (run.held()) {
            look();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    void look() {
        SignOfLife.of(run).ifPresent(this::judge);
    }

    private void judge(SignOfLife last) {
        Instant now = Instant.now();
        boolean overdue = last.overdue(now);
        if (overdue && !told) {
            LOG.info("{}: no sign of life since {}, at stage {}", run.path(), last.time(), last.stage());
        }
        told = overdue;
        Optional<Instant> asked = run.stopAsked();
        if (asked.isPresent() && last.disobeys(asked.get(), now) && run.held()) {
            LOG.info("{}: process {} is ended", run.path(), last.process());
            last.kill();
        }
    }
}
