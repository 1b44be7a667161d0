package dev.bunrui.service;

import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LogFile;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import dev.bunrui.torch.ComputeDevice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the queue: as many runs at a time as there are {@link Devices}, each in a process of its own, until nothing
 * waits. One such process exists at a time. It never loads the engine, so that nothing a run does to its own process can
 * end it.
 */
public final class ServiceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    /** Whoever looks whether a service is at work holds its lock for a moment. */
    private static final int ATTEMPTS = 10;

    private static final long PAUSE_MILLIS = 50;

    /** So many runs of the queue are looked at in one go, whether they are worked on; of a long queue a part. */
    private static final int LOOKED_AT = 50;

    /** After so many goes, which takes five seconds, each was. */
    private static final int LOOKS = 20;

    private final AppFolders folders;
    private final Function<AppFolders, Devices> devices;
    private final Crashes crashes;
    private final RunQueue queue;
    private volatile boolean ending;

    /** Turns that were had, whether or not the queue could be written since. */
    private final Set<RunQueue.Turn> over = new HashSet<>();

    private final Map<RunFolder, Watchdog> watchdogs = new HashMap<>();
    private final Map<RunFolder, String> askedByBegun = new HashMap<>();
    private final Map<RunFolder, String> askedByNew = new HashMap<>();
    private final Semaphore ended = new Semaphore(0);
    private final InTurn inTurn = new InTurn(LOOKED_AT, LOOKS);

    /** Who is told of a run whose worker ended before it did. */
    @FunctionalInterface
    public interface Crashes {
        /** {@code code} is the worker's exit code. */
        void crashed(RunFolder run, int code);
    }

    /** {@code devices} are asked for once there is something to do. */
    ServiceProcess(AppFolders folders, Function<AppFolders, Devices> devices) {
        this(folders, devices, RunFailure::crashed);
    }

    private ServiceProcess(AppFolders folders, Function<AppFolders, Devices> devices, Crashes crashes) {
        this.folders = folders;
        this.devices = devices;
        this.crashes = crashes;
        this.queue = new RunQueue(folders);
    }

    /** One that works on all devices of the machine, and leaves it to another what a crash means. */
    public static ServiceProcess onAllDevices(AppFolders folders, Crashes crashes) {
        return new ServiceProcess(folders, ServiceProcess::devices, crashes);
    }

    /** Started by {@link BackgroundService}; takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LogFile.startOn(System.err);
        new ServiceProcess(AppFolders.ofProcess(), ServiceProcess::devices).run();
    }

    /** Whether such a process is at work. It looks into the queue once more after it has ceased to seem so. */
    static synchronized boolean atWork(AppFolders folders) throws IOException {
        return Turns.taken(lock(folders));
    }

    private static Path lock(AppFolders folders) {
        return folders.service().resolve("service.lock");
    }

    /** Works until nothing waits, or leaves that to another process that does so already. */
    public void run() throws IOException, InterruptedException {
        try (FileChannel channel =
                FileChannel.open(lock(folders), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!ending && !queue.turns(over).isEmpty()) {
                @Nullable FileLock lock = channel.tryLock();
                for (int attempt = 1; lock == null && attempt < ATTEMPTS; attempt++) {
                    Thread.sleep(PAUSE_MILLIS);
                    lock = channel.tryLock();
                }
                if (lock == null) {
                    return; // another process works on the queue
                }
                Devices lent = devices.apply(folders);
                LOG.info("works on {}", lent);
                workThrough(Lane.of(folders, lent));
                lock.release();
                // Somebody may have asked just before that, seen this process at work, and started no other.
            }
        }
    }

    /** Begins no more runs, and asks the workers to end, what they computed saved; {@link #run} returns once they have. */
    public void end() {
        ending = true;
        ended.release();
    }

    /** The devices that can be worked on; where what was asked for cannot be had, one worker is better than none. */
    private static Devices devices(AppFolders folders) {
        try {
            return Devices.ofMachine(folders);
        } catch (SentenceException refused) {
            LOG.error("{}", refused.getMessage());
            return new Devices(List.of(ComputeDevice.AUTO));
        }
    }

    private void workThrough(List<Lane> lanes) throws InterruptedException {
        List<RunQueue.Turn> open = queue.turns(over);
        while ((!ending && !open.isEmpty()) || lanes.stream().anyMatch(Lane::busy)) {
            if (ending) {
                lanes.forEach(Lane::askToEnd);
            }
            for (RunQueue.Turn turn : open) {
                if (ending || lanes.stream().noneMatch(Lane::free)) {
                    break;
                }
                // What another works on, as the worker of a service that was killed or of a sweep, is not begun twice.
                if (lanes.stream().noneMatch(lane -> lane.has(turn.run()))
                        && !turn.run().held()) {
                    begin(turn, lanes);
                }
            }
            if (ended.tryAcquire(Watchdog.PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                ended.drainPermits();
            }
            lanes.forEach(lane -> lane.ended().ifPresent(this::end));
            watch();
            open = queue.turns(over);
        }
    }

    private void begin(RunQueue.Turn turn, List<Lane> lanes) {
        RunFolder run = turn.run();
        if (settled(run)) {
            finish(turn);
            return;
        }
        String asked = asked(run);
        Optional<Lane> free =
                lanes.stream().filter(lane -> lane.free() && lane.fits(asked)).findFirst();
        if (free.isEmpty()) {
            return; // others may overtake it
        }
        LOG.info("begins {} on {}", run.path(), free.get().device());
        try {
            free.get().begin(turn, ended::release);
        } catch (IOException | RuntimeException failure) {
            LOG.error("{} cannot be worked on", run.path(), failure);
            finish(turn);
        }
    }

    /** Whether there is nothing to do for a run until it is asked for again. */
    private static boolean settled(RunFolder run) {
        return run.finished() || run.failed() || run.askedToStop();
    }

    /** Kept, as runs that wait for a device are looked at again and again. */
    private String asked(RunFolder run) {
        return run.begun()
                ? askedByBegun.computeIfAbsent(run, Devices::askedBy)
                : askedByNew.computeIfAbsent(run, Devices::askedBy);
    }

    private void end(Lane.Ended worker) {
        RunFolder run = worker.turn().run();
        LOG.info("ends {} with {}", run.path(), worker.code());
        boolean open = !settled(run);
        if (open && (worker.code() == WorkerProcess.ELSEWHERE || run.held())) {
            return; // another one works on it, or did: if it does not come to its end there, its turn comes again
        }
        if (open && worker.code() != WorkerProcess.DONE && worker.code() != WorkerProcess.ENDED) {
            try {
                crashes.crashed(run, worker.code());
            } catch (RequestException failure) {
                LOG.error("{} cannot be worked on", run.path(), failure);
            }
        }
        finish(worker.turn());
    }

    private void finish(RunQueue.Turn turn) {
        over.add(turn);
        try {
            queue.done(turn);
        } catch (RequestException failure) {
            // The disk may be full: the others have their turn nonetheless.
            LOG.error("{} cannot be taken out of the queue", turn.run().path(), failure);
        }
    }

    /** Looks after all that are worked on: one that is asked to stop is no longer in the queue. */
    private void watch() {
        for (RunFolder run : inTurn.of(queue.runs())) {
            if (run.held()) {
                watchdogs.computeIfAbsent(run, Watchdog::new);
            }
        }
        watchdogs.keySet().removeIf(run -> !run.held());
        watchdogs.values().forEach(Watchdog::look);
    }
}
