package dev.bunrui.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets those who want to change the same thing do so one after the other, be they threads or processes. */
public final class Turns {
    /** The system's locks tell processes apart, these the threads of a process. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    /** How often one who waits asks whether to stop. */
    private static final long LOOK_MILLIS = 200;

    private Turns() {}

    /** Whether another process has the turn. Not for who may have it itself: to look would give it away. */
    public static boolean taken(Path lock) throws IOException {
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            return mine == null;
        }
    }

    /** What is done in a turn. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws IOException;
    }

    /**
     * Waits for a turn and uses it.
     *
     * @param lock an empty file that stands for the thing; made with its folder where it is missing, and left there
     */
    public static <T> T take(Path lock, Work<T> work) throws IOException {
        Path file = lock.toAbsolutePath().normalize();
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel closes
                return work.done();
            }
        } finally {
            threads.unlock();
        }
    }

    /**
     * As {@link #take(Path, Work)}, for turns that may be long: the wait can be given up.
     *
     * @param stop asked now and then while another has the turn
     * @return what was done; empty if it was asked to stop before its turn came
     */
    public static <T> Optional<T> take(Path lock, Work<T> work, BooleanSupplier stop) throws IOException {
        Path file = lock.toAbsolutePath().normalize();
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            while (!threads.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
            }
            try {
                Files.createDirectories(file.getParent());
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    for (FileLock mine = channel.tryLock(); mine == null; mine = channel.tryLock()) {
                        if (stop.getAsBoolean()) {
                            return Optional.empty();
                        }
                        Thread.sleep(LOOK_MILLIS);
                    }
                    return Optional.of(work.done());
                }
            } finally {
                threads.unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
