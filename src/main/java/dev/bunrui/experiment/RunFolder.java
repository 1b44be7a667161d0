package dev.bunrui.experiment;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileStamp;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.StoppedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps what: {@code request.json} if it was asked for rather than started at once, {@code run.json},
 * {@code events.jsonl}, {@code resume/}, {@code adapter/}, {@code predictions/}, {@code metrics.json}, {@code worker.log},
 * {@code faithfulness.json} and {@code neighbours.bin} if they were asked for, {@code review.json} if it is to answer only
 * where it is sure,
 * and {@code failure.json} if something went wrong. A run is finished when it has its metrics.
 */
public record RunFolder(Path path) {
    private static final int LOCK_ATTEMPTS = 10;
    private static final long LOCK_PAUSE_MILLIS = 50;
    private static final String BUSY = "run.busy";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /**
     * Makes the folder of a new run.
     *
     * @param name the folder's name; empty: made of the time and {@code stem}
     * @throws RequestException if the name is taken, or the folder cannot be made
     */
    public static RunFolder create(Path runs, String name, String stem) {
        if (!name.isEmpty()) {
            if (name.contains("/") || name.contains("\\") || name.startsWith(".") || name.contains("\0")) {
                throw new RequestException(RunFolder.class, "run.name", name);
            }
            return make(runs.resolve(name), true);
        }
        String base = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + "-"
                + stem.replaceAll("[^A-Za-z0-9._-]+", "-");
        for (int attempt = 1; ; attempt++) {
            Path path = runs.resolve(attempt == 1 ? base : base + "-" + attempt);
            if (!Files.exists(path)) {
                return make(path, false);
            }
        }
    }

    private static RunFolder make(Path path, boolean named) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path);
            return new RunFolder(path);
        } catch (FileAlreadyExistsException taken) {
            if (named && Files.isDirectory(path)) {
                // Without its manifest nothing was begun: the process ended just after it had made the folder.
                if (onlyLeftovers(path)) {
                    return new RunFolder(path);
                }
                throw new RequestException(RunFolder.class, "run.taken", path);
            }
            throw AtomicFile.refusal(path, taken);
        } catch (IOException failure) {
            throw AtomicFile.refusal(path, failure);
        }
    }

    private static boolean onlyLeftovers(Path path) {
        try (var files = Files.list(path)) {
            return files.allMatch(file -> file.getFileName().toString().endsWith(".json.part"));
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(path, unreadable);
        }
    }

    /**
     * The folder of a run that was started before: a path, or a name under {@code runs}.
     *
     * @throws RequestException if there is no run
     */
    public static RunFolder find(Path runs, String run) {
        for (Path path : new Path[] {Path.of(run), runs.resolve(run)}) {
            RunFolder folder = new RunFolder(path);
            if (folder.isRun()) {
                return folder;
            }
        }
        throw new RequestException(RunFolder.class, "run.none", run, runs);
    }

    /** The folder that it is in, with other runs. */
    public Path runs() {
        return path.toAbsolutePath().normalize().resolveSibling("");
    }

    public String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** Whether a run was begun here, or asked for. */
    boolean isRun() {
        return begun() || Files.isRegularFile(request());
    }

    /**
     * Looks whether there still is a run here.
     *
     * @throws RequestException if the folder is gone, or the files that make it a run
     */
    public void check() {
        if (!isRun()) {
            throw new RequestException(RunFolder.class, "run.gone", path);
        }
    }

    /** Whether the run has its manifest: from then on it can be gone on with. */
    public boolean begun() {
        return Files.isRegularFile(manifest());
    }

    public Path request() {
        return path.resolve("request.json");
    }

    public Path failure() {
        return path.resolve("failure.json");
    }

    public Path manifest() {
        return path.resolve("run.json");
    }

    public Path events() {
        return path.resolve("events.jsonl");
    }

    public Path log() {
        return path.resolve("worker.log");
    }

    public Path state() {
        return path.resolve("resume").resolve("state.safetensors");
    }

    public Path adapter() {
        return path.resolve("adapter");
    }

    public Path signOfLife() {
        return path.resolve("resume").resolve("alive.json");
    }

    public Path metrics() {
        return path.resolve("metrics.json");
    }

    /** What was measured of the explanations of its classifications. */
    public Path faithfulness() {
        return path.resolve("faithfulness.json");
    }

    /** The confidence from which on it is to answer by itself. */
    public Path review() {
        return path.resolve("review.json");
    }

    /** The states of the articles that it was trained on; made when they are first asked for. */
    public Path neighbours() {
        return path.resolve("neighbours.bin");
    }

    /** The predictions on a part of the split, {@code val} or {@code test}. */
    public Path predictions(String part) {
        return path.resolve("predictions").resolve(part + ".jsonl");
    }

    /**
     * The stamp of the folder while nothing was done to the run but to ask for it. Whoever begins it, stops it or notes a
     * failure makes a file or a folder here, which changes the stamp; empty where that may have happened.
     */
    public Optional<FileStamp> untouched() {
        FileStamp stamp = FileStamp.of(path); // before the others: what is made meanwhile is noticed the next time
        return begun() || failed() || Files.exists(path.resolve("resume")) ? Optional.empty() : Optional.of(stamp);
    }

    public boolean finished() {
        return Files.isRegularFile(metrics());
    }

    /** Whether it ended before its end, and was not asked for again since. */
    public boolean failed() {
        return Files.exists(failure());
    }

    /**
     * Does work while no other process may work on the run; the system lets go of it when the process ends, however it
     * ends.
     *
     * @throws RequestException if another process works on it ({@link #busy}), or the folder cannot be written to
     */
    <T> T whileHeld(Callable<T> work) {
        try {
            if (!Files.isDirectory(path)) { // deleted meanwhile: it must not come back as an empty folder
                throw new RequestException(RunFolder.class, "run.gone", path);
            }
            Files.createDirectories(path.resolve("resume"));
            try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock lock = tryLock(channel);
                for (int attempt = 1; lock == null && attempt < LOCK_ATTEMPTS; attempt++) {
                    // Whoever looks whether the run is worked on holds the lock for a moment.
                    Thread.sleep(LOCK_PAUSE_MILLIS);
                    lock = tryLock(channel);
                }
                // Not every shared file system tells a machine of another one's locks.
                if (lock == null || workedOnElsewhere()) {
                    throw new RequestException(RunFolder.class, BUSY, path);
                }
                return work.call();
            }
        } catch (IOException failure) {
            throw AtomicFile.refusal(path, failure);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a run was refused because another process works on it: that is no failure of the run. */
    public static boolean busy(SentenceException refusal) {
        return refusal.key().equals(BUSY);
    }

    /** Whether a process works on the run, of this machine or of another one that the folder is shared with. */
    public boolean held() {
        return heldHere() || workedOnElsewhere();
    }

    private boolean workedOnElsewhere() {
        return SignOfLife.of(this)
                .filter(SignOfLife::elsewhere)
                .filter(sign -> !sign.overdue(Instant.now()))
                .isPresent();
    }

    /** Whether a process works on the run that this machine knows of by its locks. */
    public boolean heldHere() {
        if (!Files.exists(lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Waits until no other process works on the run. */
    public void awaitReleased() {
        if (!Files.exists(lock())) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.WRITE)) {
            channel.lock().release();
        } catch (IOException failure) {
            throw AtomicFile.refusal(lock(), failure);
        }
    }

    /** Asks the process that works on the run, or is about to, to stop, its state saved. */
    public void askToStop() {
        AtomicFile.write(stopSign(), "");
    }

    /** Whether {@link #askToStop} was called and not taken back. */
    public boolean askedToStop() {
        return Files.exists(stopSign());
    }

    /** When {@link #askToStop} was called, if it was not taken back. */
    public Optional<Instant> stopAsked() {
        try {
            return Optional.of(Files.getLastModifiedTime(stopSign()).toInstant());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Takes {@link #askToStop} back, and the note of a failure away: the run is to be gone on with. */
    public void letGoOn() {
        delete(stopSign());
        forgetFailure();
    }

    /** Takes the last sign of life away: whoever gave it is known to have ended, though it ran on another machine. */
    public void forgetSignOfLife() {
        delete(signOfLife());
    }

    /**
     * Notes that the run waits in a cluster's queue, and is not this machine's to work on.
     *
     * @param job its place there, for people: {@code Slurm 123_4}
     */
    public void noteQueue(String job) {
        AtomicFile.write(queued(), job);
    }

    /** The job of a cluster's queue that is to work on the run, or does. */
    public Optional<String> queuedIn() {
        try {
            return Optional.of(Files.readString(queued()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** No cluster is to work on the run any more. */
    public void forgetQueue() {
        delete(queued());
    }

    /** Notes what the process that works on the run does now, for whoever watches. */
    void note(RunListener.Stage stage) {
        AtomicFile.write(stage(), stage.name());
    }

    /** What the process that works on the run does; empty if it has not said so yet. */
    public Optional<RunListener.Stage> stageNoted() {
        try {
            String noted = Files.readString(stage());
            return Arrays.stream(RunListener.Stage.values())
                    .filter(stage -> stage.name().equals(noted))
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Takes away what was noted by a process that worked on the run before. */
    void forgetStage() {
        delete(stage());
    }

    /** Takes away the note of a failure, since the run is begun again. */
    void forgetFailure() {
        delete(failure());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    private Path stopSign() {
        return path.resolve("resume").resolve("stop");
    }

    private Path queued() {
        return path.resolve("resume").resolve("queued");
    }

    private Path stage() {
        return path.resolve("resume").resolve("stage");
    }

    private Path lock() {
        return path.resolve("resume").resolve("lock");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }
}
