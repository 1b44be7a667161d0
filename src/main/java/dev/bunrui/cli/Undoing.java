package dev.bunrui.cli;

import dev.bunrui.service.ExitHook;
import java.util.concurrent.CancellationException;

/** Ctrl-C while something is written: ends the work at its next part, and holds the process until its traces are gone. */
final class Undoing implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ExitHook hook = new ExitHook(this::interrupted);
    private volatile boolean asked;

    private Undoing() {}

    static Undoing watch() {
        Undoing undoing = new Undoing();
        undoing.hook.begin();
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
        hook.await(PATIENCE_SECONDS);
    }

    @Override
    public void close() {
        hook.close();
    }
}
