package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        run.letGoOn();
        queue.add(run);
        ensure();
    }

    /**
     * Takes a waiting run out of the queue; a run that is worked on, here or in a terminal, stops after the step that it
     * is at, its state saved. Whoever wants to wait for that calls {@link RunFolder#awaitReleased}.
     */
    public void stop(RunFolder run) {
        queue.remove(run);
        // Even if nobody works on it yet: its turn may just have come.
        run.askToStop();
    }

    /** Where a run stands, those that were begun and now wait again taken as waiting. */
    public RunSummary.State state(RunFolder run) {
        RunSummary.State state = RunSummary.State.of(run);
        boolean idle = state == RunSummary.State.STOPPED || state == RunSummary.State.FAILED;
        return idle && queue.contains(run) ? RunSummary.State.WAITING : state;
    }

    /** Sees to it that somebody works on the queue, now and after this process has ended. */
    public void ensure() {
        if (queue.runs().isEmpty()) {
            return;
        }
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

    /** The process that works on the queue until it is empty; it ends at once if another one does so already. */
    ProcessBuilder process() {
        try {
            Files.createDirectories(folders.service());
        } catch (IOException failure) {
            throw AtomicFile.refusal(folders.service(), failure);
        }
        File log = ServiceLog.in(folders).toFile();
        return JavaProcess.of(folders, ServiceProcess.class)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }
}
