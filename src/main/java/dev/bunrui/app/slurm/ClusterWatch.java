package dev.bunrui.app.slurm;

import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.sweep.SweepFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Looks after the sweeps that Slurm works on, for as long as the window is open: what ended before its end is submitted
 * again, and where the jobs stand is written down. That something is the matter with Slurm is told once, where people look,
 * and not each time anew.
 */
public final class ClusterWatch {
    /** Slurm's controller answers many users. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Work work;
    private final Callable<Map<SweepFolder, RuntimeException>> look;
    private final ReadWriteLock turns = new ReentrantReadWriteLock();
    private final ReadOnlyObjectWrapper<Map<Path, RuntimeException>> shown = new ReadOnlyObjectWrapper<>(Map.of());
    private volatile Map<Path, RuntimeException> known = Map.of();

    /** {@code look} looks at all sweeps once, and gives what went wrong with some. */
    public ClusterWatch(Work work, Callable<Map<SweepFolder, RuntimeException>> look) {
        this.work = work;
        this.look = look;
    }

    /** Begins to look; it ends with the window's work. */
    public void begin() {
        var unused = work.repeatedly(PAUSE, this::lookUnlessSubmitting, shown::set, problem -> {});
    }

    private Map<Path, RuntimeException> lookUnlessSubmitting() throws Exception {
        if (!turns.writeLock().tryLock()) {
            return known;
        }
        try {
            Map<Path, RuntimeException> troubles = new HashMap<>();
            look.call().forEach((sweep, trouble) -> troubles.put(place(sweep), trouble));
            known = Map.copyOf(troubles);
            return known;
        } finally {
            turns.writeLock().unlock();
        }
    }

    /**
     * Does something to a sweep that takes its time, and in the middle of which it must not be looked at: what is let go on,
     * and not submitted yet, would seem to have been cancelled.
     */
    public <T> T undisturbed(Callable<T> submission) throws Exception {
        turns.readLock().lock();
        try {
            return submission.call();
        } finally {
            turns.readLock().unlock();
        }
    }

    /** What the last look found, by the folders of sweeps; empty if all is well. Belongs to the window's thread. */
    public ReadOnlyObjectProperty<Map<Path, RuntimeException>> troubles() {
        return shown.getReadOnlyProperty();
    }

    /** What is the matter with a sweep's jobs. */
    public Optional<RuntimeException> trouble(SweepFolder sweep) {
        return Optional.ofNullable(shown.get().get(place(sweep)));
    }

    /** The sentences of all that the last look found; for any thread. */
    public List<String> sentences() {
        return known.values().stream()
                .map(trouble -> String.valueOf(trouble.getMessage()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Path place(SweepFolder sweep) {
        return sweep.path().toAbsolutePath().normalize();
    }
}
