package dev.bunrui.service;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens when the process is to end, by Ctrl-C for instance, while some work goes on. */
public final class ExitHook implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    /** {@code asked} runs when the process is to end, and holds it as long as it runs; not before {@link #begin}. */
    public ExitHook(Runnable asked) {
        this.thread = new Thread(asked, "exit");
    }

    /** From now on the end of the process is noticed. */
    public void begin() {
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** Waits until the work is over; returns whether it is. */
    public boolean await(long seconds) {
        try {
            return over.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The work is over. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException goingDown) {
            // The hook runs already, and was let go by the latch.
        }
    }
}
