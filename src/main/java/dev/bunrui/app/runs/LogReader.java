package dev.bunrui.app.runs;

import dev.bunrui.app.chart.Curves;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.Pace;
import dev.bunrui.experiment.RunFolder;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads the log of the run that is looked at, as far as it goes, and has its curves drawn. */
final class LogReader {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Work work;
    private final Curves curves;
    private final Trouble trouble;
    private @Nullable RunFolder run;
    private @Nullable Future<?> poll;
    private Pace pace = new Pace();

    LogReader(Work work, Curves curves, Trouble trouble) {
        this.work = work;
        this.curves = curves;
        this.trouble = trouble;
    }

    /** Reads another run's log from now on; the same run's is read on. */
    void follow(@Nullable RunFolder folder) {
        if (folder != null && folder.equals(run)) {
            return;
        }
        end();
        run = folder;
        trouble.forget();
        begin();
    }

    /** Reads, from the beginning. */
    void begin() {
        forget();
        RunFolder folder = run;
        if (folder != null && poll == null) {
            EventTail tail = new EventTail(folder);
            poll = work.repeatedly(PAUSE, tail::read, news -> hear(folder, news), trouble::unreadable);
        }
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
            poll = null;
        }
    }

    private void hear(RunFolder folder, EventTail.News news) {
        if (!folder.equals(run) || poll == null) {
            return; // read for a run that is no longer looked at
        }
        trouble.readAgain();
        if (news.anew()) {
            forget();
        }
        for (LoggedEvent logged : news.events()) {
            curves.hear(logged, pace);
        }
        curves.draw();
    }

    private void forget() {
        pace = new Pace();
        curves.clear();
    }
}
