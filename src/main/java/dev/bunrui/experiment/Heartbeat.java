package dev.bunrui.experiment;

import dev.bunrui.message.RequestException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives signs of life of a run while it is worked on. It is told of every micro-batch by the loop that computes them, and
 * has no clock of its own that would go on beating while the loop hangs.
 */
final class Heartbeat implements AutoCloseable {
    /** The system property for {@link #LEAST}, in seconds. */
    static final String PROPERTY = "bunrui.silence";

    /** Silence that is never worried about: a disk that wakes up, a machine that is short of memory. */
    private static final long LEAST = 300;

    /** How much slower than the slowest one so far the next micro-batch may be. */
    private static final int SLOWER = 20;

    /** Before a stage has shown its pace: a large model is loaded from a slow disk, a data set is split into tokens. */
    private static final int UNKNOWN = 6;

    /** Signs are not written more often than this part of the silence that is never worried about. */
    private static final int OFTEN = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final RunFolder folder;
    private final Duration least;
    private final LongSupplier nanos;
    private RunListener.Stage stage = RunListener.Stage.READING;
    private Duration patience;
    private long last;
    private long slowest;
    private long written;
    private boolean failing;

    /** {@code nanos} is a clock that does not jump. */
    Heartbeat(RunFolder folder, Duration least, LongSupplier nanos) {
        this.folder = folder;
        this.least = least;
        this.nanos = nanos;
        this.patience = least.multipliedBy(UNKNOWN);
    }

    /** Begins with a sign. */
    static Heartbeat of(RunFolder folder) {
        Heartbeat heart = new Heartbeat(folder, Duration.ofSeconds(Long.getLong(PROPERTY, LEAST)), System::nanoTime);
        heart.stage(RunListener.Stage.READING);
        return heart;
    }

    /** Another stage begins, whose pace is not known yet. */
    void stage(RunListener.Stage next) {
        stage = next;
        slowest = 0;
        patience = least.multipliedBy(UNKNOWN);
        last = nanos.getAsLong();
        write();
    }

    /** Some work was done. */
    void beat() {
        long now = nanos.getAsLong();
        slowest = Math.max(slowest, now - last);
        last = now;
        Duration before = patience;
        Duration slow = Duration.ofNanos(slowest).multipliedBy(SLOWER);
        patience = slow.compareTo(least) > 0 ? slow : least;
        if (!patience.equals(before) || now - written >= least.toNanos() / OFTEN) {
            write();
        }
    }

    private void write() {
        written = last;
        try {
            SignOfLife.now(stage, patience).write(folder);
            failing = false;
        } catch (RequestException unwritable) {
            // The run itself will fail where it cannot do without the disk; a sign is not worth failing for.
            if (!failing) {
                LOG.info("no sign of life could be given", unwritable);
            }
            failing = true;
        }
    }

    /** This process works on the run no longer; what it does from now on says nothing of the run. */
    @Override
    public void close() {
        folder.forgetSignOfLife();
    }
}
