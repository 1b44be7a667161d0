package dev.bunrui.experiment.gauge;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a gauge now and then in a thread of its own, so that whoever computes does not wait for a driver. That one takes a
 * reading along when it comes by: nothing that happens here can hold it up, or make it fail.
 */
public final class Sampler implements AutoCloseable {
    /** The system property for the pause between readings, in milliseconds. */
    public static final String PROPERTY = "bunrui.readings";

    private static final long PAUSE = 5000;

    /** The first one is not waited for as long. */
    private static final long FIRST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    private final Gauge gauge;
    private final long pause;
    private final AtomicReference<@Nullable Reading> latest = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "readings");

    private Sampler(Gauge gauge, long pause) {
        this.gauge = gauge;
        this.pause = pause;
    }

    /** Begins to read. */
    public static Sampler of(Gauge gauge) {
        Sampler sampler = new Sampler(gauge, Long.getLong(PROPERTY, PAUSE));
        sampler.thread.setDaemon(true);
        sampler.thread.start();
        return sampler;
    }

    private void read() {
        try {
            Thread.sleep(Math.min(FIRST, pause));
            while (!Thread.currentThread().isInterrupted()) {
                latest.set(gauge.read());
                Thread.sleep(pause);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreadable) {
            LOG.info("no more readings", unreadable);
        }
    }

    /** The latest reading, if there is one that was not taken yet. */
    public Optional<Reading> take() {
        return Optional.ofNullable(latest.getAndSet(null));
    }

    /** No more is read; a program that is being asked is ended. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
