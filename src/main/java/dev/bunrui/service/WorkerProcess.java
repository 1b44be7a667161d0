package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LogFile;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.StoppedException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one run and ends. What is to be known of it is in the run's folder; what it says is in its log. */
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

    private static int work(RunFolder folder) {
        ModelLocator models = new ModelLocator(AppFolders.ofProcess().assets());
        TrainingRun run = new TrainingRun(models, ProgramVersion.text(), new RunListener() {}, () -> false);
        if (folder.askedToStop()) {
            return DONE; // while this process was starting
        }
        try (Wakefulness awake = new Wakefulness()) {
            awake.keep();
            run.resume(folder);
            return DONE;
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
