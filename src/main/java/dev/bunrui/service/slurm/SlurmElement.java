package dev.bunrui.service.slurm;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.FileTree;
import dev.bunrui.file.LogFile;
import dev.bunrui.message.SentenceException;
import dev.bunrui.service.ExitHook;
import dev.bunrui.service.RunQueue;
import dev.bunrui.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An element of a job array: works on its runs as the background does, in workers of the same kind, one on each of the
 * job's cards. It has a queue of its own, in a folder of its own on the node; what it computes is in the runs' folders.
 */
public final class SlurmElement {
    private static final Logger LOG = LoggerFactory.getLogger(SlurmElement.class);
    private static final int DONE = 0;
    private static final int FAILED = 1;

    /** A worker is waited for by {@code ServiceProcess}; this is for what it cannot wait for. */
    private static final long PATIENCE_SECONDS = 150;

    private final SlurmFolder folder;
    private final int element;
    private final Map<RunFolder, Integer> crashed = new LinkedHashMap<>();
    private final ExitHook hook = new ExitHook(this::end);
    private volatile @Nullable ServiceProcess service;
    private volatile boolean ending;
    private volatile int code = SlurmScript.AGAIN;

    private SlurmElement(SlurmFolder folder, int element) {
        this.folder = folder;
        this.element = element;
    }

    /** Started by the job's script; the arguments are the sweep's folder and the element's number. */
    public static void main(String[] arguments) {
        LogFile.startOn(System.err);
        int code;
        try {
            SweepFolder sweep = new SweepFolder(Path.of(arguments[0]));
            code = new SlurmElement(new SlurmFolder(sweep), Integer.parseInt(arguments[1])).workUnlessEnded();
        } catch (SentenceException refused) {
            LOG.info("{}", refused.getMessage(), refused);
            code = FAILED;
        } catch (IOException | RuntimeException unexpected) {
            LOG.error("unexpected", unexpected);
            code = SlurmScript.AGAIN;
        }
        System.exit(code);
    }

    private int work() throws IOException {
        SlurmBook book = folder.read().orElseThrow();
        List<RunFolder> runs = folder.runs(book, element);
        List<RunFolder> open = runs.stream().filter(SlurmFolder::open).toList();
        String job = System.getenv().getOrDefault("SLURM_ARRAY_JOB_ID", "?") + "_" + element;
        LOG.info("element {} as {}: {} of {} runs to do", element, job, open.size(), runs.size());
        for (RunFolder run : open) {
            // Slurm has an element run once at a time: whoever worked on these runs before is no more.
            run.forgetSignOfLife();
            run.noteQueue(Job.words(job));
        }
        Path home = Files.createTempDirectory("bunrui-");
        try {
            workThrough(new AppFolders(AppFolders.ofProcess().app(), home), open);
        } finally {
            FileTree.delete(home);
        }
        List<RunFolder> left = open.stream().filter(SlurmFolder::open).toList();
        if (left.isEmpty()) {
            runs.forEach(RunFolder::forgetQueue);
            return runs.stream().anyMatch(RunFolder::failed) ? FAILED : DONE;
        }
        crashed.forEach((run, code) -> LOG.info("the worker of {} ended with {}", run.path(), code));
        if (folder.mayBeginAgain(book, element)) {
            return SlurmScript.AGAIN;
        }
        left.forEach(
                run -> EndedTooOften.note(run, folder, element, "" + crashed.getOrDefault(run, SlurmScript.AGAIN)));
        return FAILED;
    }

    private void workThrough(AppFolders folders, List<RunFolder> open) throws IOException {
        RunQueue queue = new RunQueue(folders);
        open.forEach(queue::add);
        Files.createDirectories(folders.service());
        ServiceProcess background = ServiceProcess.onAllDevices(folders, crashed::put);
        service = background;
        try {
            if (!ending) {
                background.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of the system's: Slurm ends the job, or is about to. The workers save, and the process waits for them. */
    private void end() {
        ending = true;
        ServiceProcess background = service;
        if (background != null) {
            background.end();
        }
        if (hook.await(PATIENCE_SECONDS)) {
            Runtime.getRuntime().halt(code);
        }
    }

    private int workUnlessEnded() throws IOException {
        hook.begin();
        code = work();
        hook.close();
        return code;
    }
}
