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
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.StoppedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one run and ends. What is to be known of it is in the run's folder; what it says is in its log. If the run
 * belongs to a sweep, the process goes on with those of the sweep's other runs that wait in the queue, what they have in
 * common loaded once: what it says of them is in the first one's log.
 */
public final class WorkerProcess {
    /** The exit code of a run that is finished, or that stopped as it was asked to. */
    static final int DONE = 0;

    private static final int FAILED = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private WorkerProcess() {}

    /** Started by {@link ServiceProcess}; the argument is the run's folder. */
    public static void main(String[] arguments) {
        // Before any class of DJL is loaded: on a cloud machine it would report its use to its makers.
        System.setProperty("OPT_OUT_TRACKING", "true");
        LogFile.startOn(System.err);
        System.exit(work(new RunFolder(Path.of(arguments[0]))));
    }

    /** Works on a sweep's run, and then on its others that wait in the queue. */
    private static void workThrough(SweepFolder sweep, RunFolder first, Loaded loaded, RunQueue queue) {
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
                return new RunListener() {};
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
            new SweepWork(loaded, ProgramVersion.text(), listener, () -> false)
                    .run(
                            sweep,
                            run -> run.equals(first) || (queue.contains(run) && !run.failed() && !run.askedToStop()));
        } catch (SentenceException full) {
            sweep.runs().forEach(queue::remove); // they would all fail for want of room
            throw full;
        }
    }

    private static int work(RunFolder folder) {
        AppFolders folders = AppFolders.ofProcess();
        ModelLocator models = new ModelLocator(folders.assets());
        if (folder.askedToStop()) {
            return DONE; // while this process was starting
        }
        try (Wakefulness awake = new Wakefulness();
                Loaded loaded = new Loaded(models)) {
            awake.keep();
            Optional<SweepFolder> sweep = SweepFolder.of(folder);
            if (sweep.isPresent()) {
                workThrough(sweep.get(), folder, loaded, new RunQueue(folders));
            } else {
                new TrainingRun(loaded, ProgramVersion.text(), new RunListener() {}, () -> false).resume(folder);
            }
            return folder.failed() ? FAILED : DONE;
        } catch (StoppedException asked) {
            LOG.info("stopped as asked");
            return DONE;
        } catch (SentenceException told) {
            LOG.info("{}", told.getMessage(), told);
            return FAILED;
        } catch (Throwable unexpected) {
            // Not left to the virtual machine, which would go on while the engine has threads.
            LOG.error("unexpected", unexpected);
            return FAILED;
        }
    }
}
