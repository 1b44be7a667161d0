package dev.bunrui.app.shelf;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.work.Work;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.ModelDownload;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * Brings models into the hub's cache, from the hub or from a folder, one after the other while the window does other
 * things. What came before a stop, or before the window was closed, is kept for the next time.
 */
public final class ModelFetch implements AutoCloseable {
    private final Work work;
    private final Wording wording;
    private final HubSettings settings;
    private final Runnable came;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();
    private final StringProperty model = new SimpleStringProperty("");
    private final ObjectProperty<Progress> progress = new SimpleObjectProperty<>(Progress.NONE);
    private final SimpleLongProperty changes = new SimpleLongProperty();
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

    /** A model that was asked for, and the folder that it is copied from; empty: the hub. */
    private record Job(HubModel model, Optional<Path> from) {}

    /** {@code came} hears, on the window's thread, when the first of a model is here, and when no more of it will come. */
    public ModelFetch(Work work, Texts texts, HubSettings settings, Runnable came) {
        this.work = work;
        this.settings = settings;
        this.came = came;
        this.wording = new Wording(texts);
    }

    /** Where models come from and go to. */
    public HubSettings settings() {
        return settings;
    }

    /** Another number whenever a model begins, waits, ends or fails. */
    public ReadOnlyLongProperty changes() {
        return changes;
    }

    /** The id of the model that is being fetched; empty if none is. */
    public ReadOnlyStringProperty model() {
        return model;
    }

    public ReadOnlyObjectProperty<Progress> progress() {
        return progress;
    }

    /** The ids of the models whose turn will come, in their order. */
    public List<String> waiting() {
        return waiting.stream().map(job -> job.model().id()).toList();
    }

    /** The ids of the models that could not be fetched and were not asked for again. */
    public Set<String> failed() {
        return Set.copyOf(failures.keySet());
    }

    /** Why a model could not be fetched, in the language that is shown now; empty if it was not tried, or came. */
    public String failure(String id) {
        return Optional.ofNullable(failures.get(id)).map(wording::of).orElse("");
    }

    /** Takes away what was said of a model. */
    public void forget(String id) {
        failures.remove(id);
        changed();
    }

    /** Asks for a model of the hub; once, however often it is asked for. */
    public void start(HubModel wanted) {
        enqueue(new Job(wanted, Optional.empty()));
    }

    /** As {@link #start}, from a folder that holds it. */
    public void copy(HubModel wanted, Path folder) {
        enqueue(new Job(wanted, Optional.of(folder)));
    }

    private void enqueue(Job job) {
        String id = job.model().id();
        if (model.get().equals(id) || waiting().contains(id)) {
            return;
        }
        failures.remove(id);
        waiting.add(job);
        next();
    }

    /** Stops fetching a model, or waiting for it; what came of it is kept. */
    public void cancel(String id) {
        if (model.get().equals(id)) {
            stop.set(true);
        } else if (waiting.removeIf(job -> job.model().id().equals(id))) {
            changed();
        }
    }

    private void next() {
        if (model.get().isEmpty() && !waiting.isEmpty()) {
            Job job = waiting.remove();
            AtomicBoolean asked = new AtomicBoolean();
            stop = asked;
            progress.set(Progress.NONE);
            model.set(job.model().id());
            work.once(() -> fetch(job, asked::get), whole -> end(), problem -> {
                failures.put(job.model().id(), problem);
                end();
            });
        }
        changed();
    }

    private void end() {
        model.set("");
        came.run();
        next();
    }

    private boolean fetch(Job job, BooleanSupplier asked) {
        HubDownload.Progress told = new Told(news -> Platform.runLater(() -> tell(news)));
        return job.from().isPresent()
                ? new ModelCopy(settings).run(job.from().get(), job.model(), told, asked)
                : new ModelDownload(settings).run(job.model(), told, asked);
    }

    private void tell(Progress news) {
        boolean first = progress.get().done() == 0 && news.done() > 0;
        progress.set(news);
        if (first) {
            came.run();
        }
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /** The window closes: what is on its way stops where it is. */
    @Override
    public void close() {
        waiting.clear();
        stop.set(true);
    }
}
