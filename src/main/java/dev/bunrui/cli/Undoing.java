package dev.bunrui.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C while something is written: ends the work at its next part, and holds the process until its traces are gone. */
final class Undoing implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "undoing");
    private volatile boolean asked;

    private Undoing() {}

    static Undoing watch() {
        Undoing undoing = new Undoing();
        Runtime.getRuntime().addShutdownHook(undoing.hook);
        return undoing;
    }

    /**
     * To be called between two parts of the work.
     *
     * @throws CancellationException if the process is to end
     */
    void check() {
        if (asked) {
            throw new CancellationException();
        }
    }

    private void interrupted() {
        asked = true;
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // The hook runs already, and was let go by the latch.
        }
    }
}
