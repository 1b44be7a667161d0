package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import dev.bunrui.runtime.NvidiaDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A device of the background's, on which one worker at a time is at work. A worker has the lane's file locked for as long
 * as it lives, so that the next service knows of one whose own service was killed.
 */
final class Lane {
    private static final String THREADS = "OMP_NUM_THREADS";

    /** For the driver to take back what a worker had of a card; that is a matter of moments, or something is wrong. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AppFolders folders;
    private final Devices devices;

    /** The device's place among the devices. */
    private final int number;

    private final CardMemory memory;

    private @Nullable Work work;

    /** Until it is done, what the worker before had of a card may not be free. */
    private CompletableFuture<Void> left = CompletableFuture.completedFuture(null);

    private Lane(AppFolders folders, Devices devices, int number, CardMemory memory) {
        this.folders = folders;
        this.devices = devices;
        this.number = number;
        this.memory = memory;
    }

    /** A lane for each of the devices. */
    static List<Lane> of(AppFolders folders, Devices devices) {
        return of(folders, devices, new CardMemory(NvidiaDriver.ofMachine(System.getenv()), PATIENCE));
    }

    /** As {@link #of(AppFolders, Devices)}, the cards' memory being looked after by another. */
    static List<Lane> of(AppFolders folders, Devices devices, CardMemory memory) {
        return IntStream.range(0, devices.names().size())
                .mapToObj(number -> new Lane(folders, devices, number, memory))
                .toList();
    }

    private record Work(RunQueue.Turn turn, Process worker) {}

    /** A worker that has ended. */
    record Ended(RunQueue.Turn turn, int code) {}

    String device() {
        return devices.names().get(number);
    }

    /** Whether a run that asks for a device may be worked on here. */
    boolean fits(String asked) {
        return devices.fit(device(), asked);
    }

    /** Whether a worker could begin here. */
    boolean free() {
        try {
            return !busy() && !Turns.taken(lock());
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(lock(), unreadable);
        }
    }

    /** Whether a worker of this service is at work, or has left memory behind that is waited for. */
    boolean busy() {
        return work != null || !left.isDone();
    }

    /** Whether the worker was started for a run. */
    boolean has(RunFolder run) {
        return work != null && work.turn().run().equals(run);
    }

    /**
     * Starts a worker.
     *
     * @param ended called by any thread when it has ended
     */
    void begin(RunQueue.Turn turn, Runnable ended) throws IOException {
        RunFolder run = turn.run();
        ProcessBuilder builder = JavaProcess.computing(
                        folders,
                        WorkerProcess.class,
                        run.path().toString(),
                        devices.toString(),
                        device(),
                        lock().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        shareThreads(builder);
        Process worker = builder.start();
        work = new Work(turn, worker);
        CompletableFuture<Void> unused = worker.onExit().thenRun(ended);
        worker.getOutputStream().close();
    }

    /** Workers that share the processor would otherwise each take all of it, and wait for one another. */
    private void shareThreads(ProcessBuilder builder) {
        int workers = devices.workers(device());
        if (device().equals("cpu") && workers > 1) {
            String asked = builder.environment().getOrDefault(THREADS, "");
            int all = asked.matches("\\d{1,4}")
                    ? Integer.parseInt(asked)
                    : Runtime.getRuntime().availableProcessors();
            builder.environment().put(THREADS, Integer.toString(Math.max(1, all / workers)));
        }
    }

    /** Asks the worker to end, its run's state saved. */
    void askToEnd() {
        if (work != null) {
            work.worker().destroy();
        }
    }

    /** The worker, if it has ended since this was last asked. */
    Optional<Ended> ended() {
        Work last = work;
        if (last == null || last.worker().isAlive()) {
            return Optional.empty();
        }
        work = null;
        if (!device().equals("cpu")) {
            left = CompletableFuture.runAsync(
                    () -> memory.awaitFreed(last.worker().pid()));
        }
        return Optional.of(new Ended(last.turn(), last.worker().exitValue()));
    }

    private Path lock() {
        int before = Collections.frequency(devices.names().subList(0, number), device());
        return folders.service()
                .resolve("lane-" + device().replace(':', '-') + (before == 0 ? "" : "-" + (before + 1)) + ".lock");
    }
}
