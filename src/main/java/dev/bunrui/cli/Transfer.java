package dev.bunrui.cli;

import dev.bunrui.cli.text.StatusLine;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.message.Figures;

/** Shows how far files that are fetched have come, and at what speed. */
final class Transfer implements AutoCloseable {
    private final Session session;
    private final StatusLine status;
    private final long begun = System.nanoTime();
    private long first = -1;

    Transfer(Session session) {
        this.session = session;
        this.status = new StatusLine(session.terminal());
    }

    HubDownload.Progress progress() {
        return (file, done, all) -> at(file.path(), done, all);
    }

    /** A file is being fetched; of all bytes so many are there. */
    synchronized void at(String file, long done, long all) {
        first = first < 0 ? done : first;
        if (status.due()) {
            double seconds = Math.max(1e-3, (System.nanoTime() - begun) / 1e9);
            double speed = (done - first) / seconds;
            status.show(session.text(
                    "models.progress",
                    file,
                    Figures.bytes(done),
                    Figures.bytes(all),
                    Figures.bytes((long) speed),
                    speed < 1 ? "–" : Figures.duration((all - done) / speed)));
        }
    }

    @Override
    public void close() {
        status.clear();
    }
}
