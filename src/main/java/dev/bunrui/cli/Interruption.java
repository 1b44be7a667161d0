package dev.bunrui.cli;

import dev.bunrui.service.ExitHook;
import dev.bunrui.training.Control;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C: asks the work to stop and holds the process until it has saved. Where there is nothing to save the process
 * ends at once.
 */
final class Interruption implements Control, AutoCloseable {
    /** A step may be long; after this the state that was saved last must do. */
    private static final long PATIENCE_SECONDS = 120;

    private final Session session;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicBoolean worthSaving = new AtomicBoolean();
    private final ExitHook hook = new ExitHook(this::interrupted);

    private Interruption(Session session) {
        this.session = session;
    }

    static Interruption watch(Session session) {
        Interruption interruption = new Interruption(session);
        interruption.hook.begin();
        return interruption;
    }

    /** Says whether a stop now would lose work. */
    void worthSaving(boolean worth) {
        worthSaving.set(worth);
    }

    @Override
    public boolean stopRequested() {
        return stop.get();
    }

    private void interrupted() {
        stop.set(true);
        if (!worthSaving.get()) {
            return;
        }
        session.terminal().err().println();
        session.terminal().err().println(session.text("train.stopping"));
        if (!hook.await(PATIENCE_SECONDS)) {
            session.terminal().err().println(session.text("train.impatient"));
        }
    }

    @Override
    public void close() {
        hook.close();
    }
}
