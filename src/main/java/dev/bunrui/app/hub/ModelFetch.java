package dev.bunrui.app.hub;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.hub.HubListing;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.NeededFiles;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * Fetches a model from the hub while the window does other things, one at a time. What came before a stop, or before the
 * window was closed, is kept for the next time.
 */
public final class ModelFetch {
    private static final long TOLD_EVERY = 200_000_000;

    private final Work work;
    private final Supplier<HubSettings> settings;
    private final Runnable arrived;
    private final StringProperty model = new SimpleStringProperty("");
    private final StringProperty failed = new SimpleStringProperty("");
    private final ObjectProperty<Progress> progress = new SimpleObjectProperty<>(Progress.NONE);
    private final Trouble trouble;
    private AtomicBoolean stop = new AtomicBoolean();

    /**
     * How far it has come.
     *
     * @param done bytes that are here, of {@code all}; 0 of 0 while the hub is asked what there is
     * @param speed in bytes a second since it was started
     */
    public record Progress(long done, long all, double speed) {
        static final Progress NONE = new Progress(0, 0, 0);

        /** 0 to 1; negative while it is not known. */
        public double fraction() {
            return all == 0 ? -1 : (double) done / all;
        }

        /** Seconds that are left at this speed; infinite while there is none. */
        public double left() {
            return (all - done) / speed;
        }
    }

    /**
     * Asks for the settings whenever it begins, away from the window's thread: they are read from files, too.
     *
     * @param arrived hears, on the window's thread, when a model has come
     */
    public ModelFetch(Work work, Texts texts, Supplier<HubSettings> settings, Runnable arrived) {
        this.work = work;
        this.settings = settings;
        this.arrived = arrived;
        this.trouble = new Trouble(texts);
    }

    /** The id of the model that is being fetched; empty if none is. */
    public ReadOnlyStringProperty model() {
        return model;
    }

    public ReadOnlyObjectProperty<Progress> progress() {
        return progress;
    }

    /** The id of the model whose fetching failed last; empty if the last one did not. */
    public ReadOnlyStringProperty failed() {
        return failed;
    }

    /** Why it failed. */
    public ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Begins to fetch a model, unless one is being fetched. */
    public void start(String id, String revision) {
        if (!model.get().isEmpty()) {
            return;
        }
        model.set(id);
        failed.set("");
        progress.set(Progress.NONE);
        trouble.forget();
        AtomicBoolean asked = new AtomicBoolean();
        stop = asked;
        work.once(() -> fetch(new HubModel(id, revision), asked), this::ended, problem -> {
            model.set("");
            failed.set(id);
            trouble.tell(problem);
        });
    }

    private boolean fetch(HubModel wanted, AtomicBoolean asked) {
        HubDownload download = new HubDownload(settings.get());
        HubListing plan = download.plan(wanted, NeededFiles::of);
        long begun = System.nanoTime();
        long[] first = {-1};
        long[] told = {0};
        return download.run(
                plan,
                (file, done, all) -> {
                    synchronized (told) {
                        long now = System.nanoTime();
                        first[0] = first[0] < 0 ? done : first[0];
                        if (now - told[0] > TOLD_EVERY) {
                            told[0] = now;
                            Progress here = new Progress(done, all, (done - first[0]) / ((now - begun) / 1e9));
                            Platform.runLater(() -> progress.set(here));
                        }
                    }
                },
                asked::get);
    }

    private void ended(boolean whole) {
        model.set("");
        if (whole) {
            arrived.run();
        }
    }

    /** Stops; what came is kept. */
    public void cancel() {
        stop.set(true);
    }
}
