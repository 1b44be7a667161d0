package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.experiment.SignOfLife;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a person asks of the background. Every call returns at once. */
public final class BackgroundService {
    private static final Path NEW_SESSION = Path.of("/usr/bin/setsid");

    private final AppFolders folders;
    private final RunQueue queue;

    public BackgroundService(AppFolders folders) {
        this.folders = folders;
        this.queue = new RunQueue(folders);
    }

    public RunQueue queue() {
        return queue;
    }

    AppFolders folders() {
        return folders;
    }

    /**
     * Asks for a new run. Whether its articles and its model can be worked with shows when its turn comes.
     *
     * @param name the folder's name; empty: made of the time and the model
     * @throws dev.bunrui.message.RequestException if the name is taken, or the folder cannot be made
     */
    public RunFolder start(Path runs, String name, RunSettings settings) {
        RunFolder run = RunRequest.make(runs, name, settings);
        goOn(run);
        return run;
    }

    /** Asks for a run to be gone on with, or to be carried out if it has not begun. */
    public void goOn(RunFolder run) {
        ask(run);
        ensure();
    }

    /** As {@link #goOn(RunFolder)}, for several in this order; none of them if a cluster is to work on one. */
    public void goOn(List<RunFolder> runs) {
        runs.forEach(BackgroundService::requireOurs);
        runs.forEach(RunFolder::letGoOn);
        queue.add(runs);
        ensure();
    }

    /**
     * Puts a run in the queue; nobody may work on it yet.
     *
     * @throws RequestException if a cluster is to work on it
     */
    void ask(RunFolder run) {
        requireOurs(run);
        run.letGoOn();
        queue.add(run);
    }

    private static void requireOurs(RunFolder run) {
        run.queuedIn().ifPresent(job -> {
            throw new RequestException(BackgroundService.class, "run.in-cluster", run.name(), job);
        });
    }

    /**
     * Takes a waiting run out of the queue; a run that is worked on, here or in a terminal, stops at the next
     * micro-batch, its state saved. A process that has been silent for too long is ended: the run can be gone on with
     * from what it saved last. Whoever wants to wait for the end calls {@link #awaitStopped}.
     */
    public void stop(RunFolder run) {
        // Even if nobody works on it yet: its turn may just have come. A cluster's worker finds this sign, too.
        run.askToStop();
        run.forgetQueue();
        if (RunSummary.State.of(run) == RunSummary.State.SILENT) {
            SignOfLife.of(run).ifPresent(SignOfLife::kill);
        }
        queue.remove(run);
    }

    /** As {@link #stop(RunFolder)}, for several: those that wait first, so that none of them begins meanwhile. */
    public void stop(List<RunFolder> runs) {
        queue.remove(runs.stream().filter(run -> !run.held()).toList());
        runs.stream()
                .filter(run -> run.path().toFile().isDirectory() && !run.finished())
                .forEach(this::stop);
    }

    /** The runs that wait for their turn, in order; those which are worked on are not among them. */
    public List<RunFolder> waiting() {
        return queue.waiting();
    }

    /** Whether a run waits for its turn. */
    public boolean waits(RunFolder run) {
        return queue.contains(run) && !run.held();
    }

    /**
     * Puts a waiting run at another place among those that wait; places beyond either end are that end. A run that does
     * not wait, or no longer, stays where it is.
     *
     * @param place counted from 0: that which is worked on next
     */
    public void move(RunFolder run, int place) {
        queue.move(run, place);
    }

    /** Waits until nobody works on a run that was asked to stop; ends whoever does not obey. */
    public void awaitStopped(RunFolder run) throws InterruptedException {
        new Watchdog(run).awaitReleased();
    }

    /** Where a run stands, those that were begun and now wait again taken as waiting. */
    public RunSummary.State state(RunFolder run) {
        return state(run, queue.set());
    }

    /** As {@link #state(RunFolder)}, for several: the queue is read once. */
    public List<RunSummary.State> states(List<RunFolder> runs) {
        Set<RunFolder> waiting = queue.set();
        return runs.stream().map(run -> state(run, waiting)).toList();
    }

    /** Where a run stands, if these are the runs of the queue. */
    static RunSummary.State state(RunFolder run, Collection<RunFolder> queue) {
        RunSummary.State state = RunSummary.State.of(run);
        boolean waits = RunQueue.in(queue, run) || run.queuedIn().isPresent();
        if (state == RunSummary.State.WAITING && !waits) {
            return RunSummary.State.STOPPED; // before it began
        }
        boolean idle = state == RunSummary.State.STOPPED && !run.askedToStop();
        return idle && waits ? RunSummary.State.WAITING : state;
    }

    /**
     * Puts a run into the trash of its folder, and takes it out of the queue if it waits.
     *
     * @throws dev.bunrui.message.RequestException if a process works on it, or the folder cannot be moved
     */
    public void delete(RunFolder run) {
        // A worker that is about to begin finds the folder gone, and leaves it at that.
        if (!run.held()) {
            queue.remove(run);
        }
        RunTrash.of(run).delete(run);
    }

    /**
     * Sees to it that somebody works on the queue, now and after this process has ended. Where that is so already it
     * costs next to nothing, and may be called every few seconds.
     *
     * @throws dev.bunrui.message.RequestException if {@link Devices#VARIABLE} names something else than devices
     */
    public void ensure() {
        if (queue.runs().isEmpty() || atWork()) {
            return;
        }
        Devices.check(System.getenv());
        ProcessBuilder builder = process();
        if (Files.isExecutable(NEW_SESSION)) {
            // Its own session: what ends a terminal's programs does not end it.
            List<String> command = new ArrayList<>(builder.command());
            command.add(0, NEW_SESSION.toString());
            builder.command(command);
        }
        try {
            builder.start().getOutputStream().close();
        } catch (IOException failure) {
            throw AtomicFile.refusal(folders.service(), failure);
        }
    }

    private boolean atWork() {
        try {
            return ServiceProcess.atWork(folders);
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(folders.service(), unreadable);
        }
    }

    /** The process that works on the queue until it is empty; it ends at once if another one does so already. */
    ProcessBuilder process() {
        try {
            Files.createDirectories(folders.service());
        } catch (IOException failure) {
            throw AtomicFile.refusal(folders.service(), failure);
        }
        File log = ServiceLog.in(folders).toFile();
        return JavaProcess.quick(JavaProcess.of(folders, ServiceProcess.class))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }
}
