package dev.bunrui.app.shelf;

import dev.bunrui.app.shelf.ModelFetch.Progress;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.hub.HubFile;
import java.util.function.Consumer;

/** Tells a few times a second how far a download has come, however often it is told itself. */
public final class Told implements HubDownload.Progress {
    private static final long EVERY = 200_000_000;

    private final Consumer<Progress> listener;
    private final long begun = System.nanoTime();
    private long first = -1;
    private long last;

    public Told(Consumer<Progress> listener) {
        this.listener = listener;
    }

    @Override
    public void at(HubFile file, long done, long all) {
        at(done, all);
    }

    /** So many of all bytes are there. */
    public synchronized void at(long done, long all) {
        long now = System.nanoTime();
        boolean news = first < 0 || now - last > EVERY;
        first = first < 0 ? done : first; // what was here before says nothing of the speed
        if (news) {
            last = now;
            listener.accept(new Progress(done, all, (done - first) / ((now - begun) / 1e9)));
        }
    }
}
