package dev.bunrui.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream, so that reading it fails, if nothing comes from it for too long. */
final class Silence implements AutoCloseable {
    private final InputStream stream;
    private final long patienceNanos;
    private final Thread watch = new Thread(this::watch, "download-watch");
    private volatile long last = System.nanoTime();

    Silence(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patienceNanos = patience.toNanos();
        watch.setDaemon(true);
        watch.start();
    }

    /** Something came. */
    void heard() {
        last = System.nanoTime();
    }

    private void watch() {
        try {
            for (long left = patienceNanos; left > 0; left = patienceNanos - (System.nanoTime() - last)) {
                Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
            }
            stream.close();
        } catch (InterruptedException over) {
            // The download ended before it fell silent.
        } catch (IOException alreadyClosed) {
            // What was wanted.
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
