package dev.bunrui.cli;

import dev.bunrui.cli.text.StatusLine;
import dev.bunrui.message.Figures;

/** Shows how many articles are classified. */
final class ClassifiedCount implements AutoCloseable {
    private final Session session;
    private final StatusLine status;
    private final long all;
    private final boolean shown;

    /** {@code shown} is false where the results themselves run down the same screen. */
    ClassifiedCount(Session session, long all, boolean shown) {
        this.shown = shown;
        this.session = session;
        this.status = new StatusLine(session.terminal());
        this.all = all;
    }

    void done(long done) {
        if (shown && status.due()) {
            status.show(session.text("classify.progress", Figures.count(done), Figures.count(all)));
        }
    }

    @Override
    public void close() {
        status.clear();
    }
}
