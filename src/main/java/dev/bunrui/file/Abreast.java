package dev.bunrui.file;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks many small things of the file system at once. On a network's, each answer takes a millisecond in which there is
 * nothing to do but to ask for the next; there are therefore more threads than processors. They end when idle.
 */
public final class Abreast {
    private static final int THREADS = 16;
    private static final int IDLE_SECONDS = 5;

    private final ExecutorService threads;

    public Abreast() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread daemon = new Thread(work, "abreast");
                    daemon.setDaemon(true);
                    return daemon;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** What a question gives for each of several, in their order; what it throws is thrown here. */
    public <T, R> List<R> of(List<T> several, Function<T, R> question) {
        if (several.size() < 2) {
            return several.stream().map(question).toList();
        }
        AtomicInteger next = new AtomicInteger();
        // Whoever is done takes the next piece: logs differ much in length.
        int piece = Math.max(1, several.size() / (THREADS * THREADS));
        int pieces = (several.size() + piece - 1) / piece;
        List<List<R>> answers = new ArrayList<>(
                IntStream.range(0, pieces).mapToObj(each -> List.<R>of()).toList());
        CompletableFuture<?>[] workers = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> {
                            for (int mine = next.getAndIncrement(); mine < pieces; mine = next.getAndIncrement()) {
                                int from = mine * piece;
                                List<R> answered = new ArrayList<>();
                                several.subList(from, Math.min(from + piece, several.size()))
                                        .forEach(each -> answered.add(question.apply(each)));
                                answers.set(mine, answered); // each place belongs to one thread
                            }
                        },
                        threads))
                .limit(Math.min(THREADS, pieces))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(workers).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw failure;
        }
        return answers.stream().flatMap(List::stream).toList();
    }
}
