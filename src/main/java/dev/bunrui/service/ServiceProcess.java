package dev.bunrui.service;

import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LogFile;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the queue: one run at a time, each in a process of its own, until nothing waits. One such process exists at a
 * time. It never loads the engine, so that nothing a run does to its own process can end it.
 */
public final class ServiceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    /** Whoever looks whether a service is at work holds its lock for a moment. */
    private static final int ATTEMPTS = 10;

    private static final long PAUSE_MILLIS = 50;

    private final AppFolders folders;
    private final RunQueue queue;

    /** Turns that were had, whether or not the queue could be written since. */
    private final Set<RunQueue.Turn> over = new HashSet<>();

    private final Map<RunFolder, Watchdog> watchdogs = new HashMap<>();

    private ServiceProcess(AppFolders folders) {
        this.folders = folders;
        this.queue = new RunQueue(folders);
    }

    /** Started by {@link BackgroundService}; takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LogFile.startOn(System.err);
        new ServiceProcess(AppFolders.ofProcess()).run();
    }

    /** Whether such a process is at work. It looks into the queue once more after it has ceased to seem so. */
    static synchronized boolean atWork(AppFolders folders) throws IOException {
        Path file = lock(folders);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static Path lock(AppFolders folders) {
        return folders.service().resolve("service.lock");
    }

    private void run() throws IOException, InterruptedException {
        try (FileChannel channel =
                FileChannel.open(lock(folders), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (queue.first(over).isPresent()) {
                @Nullable FileLock lock = channel.tryLock();
                for (int attempt = 1; lock == null && attempt < ATTEMPTS; attempt++) {
                    Thread.sleep(PAUSE_MILLIS);
                    lock = channel.tryLock();
                }
                if (lock == null) {
                    return; // another process works on the queue
                }
                workThrough();
                lock.release();
                // Somebody may have asked just before that, seen this process at work, and started no other.
            }
        }
    }

    private void workThrough() throws InterruptedException {
        for (Optional<RunQueue.Turn> next = queue.first(over); next.isPresent(); next = queue.first(over)) {
            RunQueue.Turn turn = next.get();
            over.add(turn);
            try {
                work(turn.run());
            } catch (IOException | RuntimeException failure) {
                LOG.error("{} cannot be worked on", turn.run().path(), failure);
            }
            try {
                queue.done(turn);
            } catch (RequestException failure) {
                // The disk may be full: the others have their turn nonetheless.
                LOG.error("{} cannot be taken out of the queue", turn.run().path(), failure);
            }
        }
    }

    /** A sweep's worker goes on with its other runs. */
    private void lookAtOthers(RunFolder first) {
        for (RunFolder other : queue.runs()) {
            if (!other.equals(first) && other.held()) {
                watchdogs.computeIfAbsent(other, Watchdog::new).look();
            }
        }
    }

    private void work(RunFolder run) throws IOException, InterruptedException {
        // The worker of a service that was killed works on.
        Watchdog watchdog = new Watchdog(run);
        watchdog.awaitReleased();
        if (run.finished() || run.failed() || run.askedToStop()) {
            return;
        }
        LOG.info("begins {}", run.path());
        Process worker = JavaProcess.of(folders, WorkerProcess.class, run.path().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()))
                .start();
        worker.getOutputStream().close();
        while (!worker.waitFor(Watchdog.PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            watchdog.look();
            lookAtOthers(run);
        }
        int code = worker.exitValue();
        LOG.info("ends {} with {}", run.path(), code);
        if (code != WorkerProcess.DONE && !run.finished() && !run.failed() && !run.askedToStop()) {
            RunFailure.crashed(run, code);
        }
    }
}
