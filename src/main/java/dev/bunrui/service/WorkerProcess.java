package dev.bunrui.service;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.experiment.sweep.Standing;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.SweepWork;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LogFile;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.file.Turns;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one run and ends. What is to be known of it is in the run's folder; what it says is in its log. If the run
 * belongs to a sweep, the process goes on with those of the sweep's other runs that wait in the queue, what they have in
 * common loaded once: what it says of them is in the first one's log. The workers of several devices share a sweep's runs.
 *
 * <p>What is loaded of a run that leaves its device open is loaded on this worker's device, and that is what its manifest
 * says.
 */
public final class WorkerProcess {
    /** The exit code of a run that is finished, or that stopped as it was asked to. */
    static final int DONE = 0;

    /** The exit code of a process whose run another one was working on. */
    static final int ELSEWHERE = 3;

    /** The exit code of a process that the system asked to end, its run's state saved. */
    static final int ENDED = 4;

    /** How long a step and its saving are waited for when the system asks the process to end. */
    private static final long PATIENCE_SECONDS = 120;

    private static final int FAILED = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private final RunFolder first;
    private final Devices devices;
    private final String device;
    private final AppFolders folders = AppFolders.ofProcess();
    private final RunQueue queue = new RunQueue(folders);
    private final ExitHook hook = new ExitHook(this::end);
    private volatile boolean ending;
    private volatile boolean worthSaving;

    private WorkerProcess(RunFolder first, Devices devices, String device) {
        this.first = first;
        this.devices = devices;
        this.device = device;
    }

    /**
     * Started by {@link Lane}; the arguments are the run's folder, all devices that are worked on, this worker's, and the
     * file that is to be locked as long as it works.
     */
    public static void main(String[] arguments) {
        // Before any class of DJL is loaded: on a cloud machine it would report its use to its makers.
        System.setProperty("OPT_OUT_TRACKING", "true");
        LogFile.startOn(System.err);
        RunFolder run = new RunFolder(Path.of(arguments[0]));
        WorkerProcess worker = new WorkerProcess(run, Devices.read(arguments[1]), arguments[2]);
        try {
            // It may be that a worker whose service was killed has not come so far that this one's service saw it.
            Turns.take(
                    Path.of(arguments[3]),
                    () -> {
                        // Locked until the process is gone, and the device's memory free.
                        System.exit(worker.workUnlessEnded());
                        return DONE;
                    },
                    run::askedToStop);
            System.exit(DONE);
        } catch (IOException unwritable) {
            LOG.info("{}", arguments[3], unwritable);
            System.exit(FAILED);
        }
    }

    /**
     * Works on a sweep's run, and then on its others that wait in the queue and may be worked on here.
     *
     * @return whether the first run was left to another process that works on it
     */
    private boolean workThrough(SweepFolder sweep, Loaded loaded) {
        SweepListener listener = new SweepListener() {
            @Override
            public void preferred(RunFolder run, Standing standing) {
                LOG.info(
                        "next is {}, because its settings did best so far: validation F1 {} over {} runs, of {} settings",
                        run.name(),
                        standing.f1(),
                        standing.runs(),
                        standing.of());
            }

            @Override
            public RunListener begins(RunFolder run, Map<String, String> values, int number, int of) {
                LOG.info("run {} of {} of the sweep {}: {}", number, of, sweep.name(), values);
                return stages();
            }

            @Override
            public void finished(RunResult result) {
                queue.remove(result.folder()); // it is not to seem to wait while the others are worked on
            }

            @Override
            public void failed(RunFolder run, SentenceException failure) {
                LOG.info("{}", failure.getMessage(), failure);
                queue.remove(run);
            }
        };
        try {
            Set<RunFolder> tried = new SweepWork(loaded, ProgramVersion.text(), listener, () -> ending)
                    .run(sweep, run -> waits(run) && (run.equals(first) || fits(run)));
            return !tried.contains(first) && waits(first) && sweep.runs().contains(first);
        } catch (SentenceException full) {
            queue.remove(sweep.runs()); // they would all fail for want of room
            throw full;
        }
    }

    private RunListener stages() {
        return new RunListener() {
            @Override
            public void stage(Stage stage) {
                worthSaving = stage == Stage.TRAINING;
            }
        };
    }

    /** On a thread of the system's: holds the process until what it computed is saved. */
    private void end() {
        ending = true;
        if (worthSaving && hook.await(PATIENCE_SECONDS)) {
            Runtime.getRuntime().halt(ENDED);
        }
    }

    private int workUnlessEnded() {
        hook.begin();
        int code = work();
        hook.close();
        return code;
    }

    private boolean waits(RunFolder run) {
        return queue.contains(run) && !run.failed() && !run.askedToStop();
    }

    private boolean fits(RunFolder run) {
        return devices.fit(device, Devices.askedBy(run));
    }

    private int work() {
        ModelLocator models = new ModelLocator(folders.assets());
        if (first.finished() || first.failed() || first.askedToStop()) {
            return DONE; // while this process was starting, or waiting for another
        }
        try (Wakefulness awake = new Wakefulness();
                Loaded loaded = new Loaded(models, device)) {
            awake.keep();
            Optional<SweepFolder> sweep = SweepFolder.of(first);
            if (sweep.isPresent()) {
                if (workThrough(sweep.get(), loaded)) {
                    return ELSEWHERE;
                }
            } else {
                new TrainingRun(loaded, ProgramVersion.text(), stages(), () -> ending).resume(first);
            }
            return first.failed() ? FAILED : DONE;
        } catch (StoppedException asked) {
            LOG.info("stopped as asked");
            return DONE;
        } catch (SentenceException told) {
            LOG.info("{}", told.getMessage(), told);
            return RunFolder.busy(told) ? ELSEWHERE : FAILED;
        } catch (Throwable unexpected) {
            // Not left to the virtual machine, which would go on while the engine has threads.
            LOG.error("unexpected", unexpected);
            return FAILED;
        }
    }
}
