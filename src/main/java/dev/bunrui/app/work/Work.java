package dev.bunrui.app.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does disk and process work beside the window's thread, and hands what came of it back to that thread. */
public final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    /** One may wait for a process for seconds, and one for a model for hours, while pages go on reading. */
    private static final int THREADS = 6;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
        Thread daemon = new Thread(work, "work");
        daemon.setDaemon(true);
        return daemon;
    });

    /** Does work once; {@code then} and {@code failed} run on the window's thread. Of a closed window nothing is done. */
    public <T> void once(Callable<T> work, Consumer<T> then, Consumer<Throwable> failed) {
        if (!threads.isShutdown()) {
            threads.execute(() -> attempt(work, then, failed));
        }
    }

    /** Does work now and again, until the returned future is cancelled; the pause is from end to beginning. */
    public <T> Future<?> repeatedly(Duration pause, Callable<T> work, Consumer<T> then, Consumer<Throwable> failed) {
        return threads.scheduleWithFixedDelay(
                () -> attempt(work, then, failed), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> void attempt(Callable<T> work, Consumer<T> then, Consumer<Throwable> failed) {
        try {
            T result = work.call();
            hand(() -> then.accept(result));
        } catch (Exception | Error failure) { // an error, too, must be heard of by whoever waits
            LOG.info("in the background", failure);
            hand(() -> failed.accept(failure));
        }
    }

    /** To the window's thread, unless the window has closed meanwhile. */
    private void hand(Runnable news) {
        Platform.runLater(() -> {
            if (!threads.isShutdown()) {
                news.run();
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
