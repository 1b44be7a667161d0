package dev.bunrui.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets those who want to change the same thing do so one after the other, be they threads or processes. */
public final class Turns {
    /** The system's locks tell processes apart, these the threads of a process. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private Turns() {}

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
}
