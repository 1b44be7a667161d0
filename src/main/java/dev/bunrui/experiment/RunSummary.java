package dev.bunrui.experiment;

import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.file.Abreast;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run at a glance.
 *
 * @param created when it was asked for or started
 * @param manifest absent where nothing but the request is known yet
 * @param step the optimiser steps that were taken
 * @param steps the steps that there are, 0 where training has not begun
 * @param epoch the last epoch that was validated; -1 for none
 * @param bestF1 the best macro-F1 on validation so far, that before training left out; negative for none
 * @param lessened how steps are computed since the memory ran out in one; empty if it never did
 * @param givenUp why it was not trained to its end; empty if it was, or may be yet
 * @param reading the last one of its device; empty if there is none
 * @param failure why it ended before its end, if that is known, or why it is thought to hang
 * @param result present if the run is finished
 */
public record RunSummary(
        RunFolder folder,
        Instant created,
        RunSettings settings,
        Optional<RunManifest> manifest,
        State state,
        long step,
        long steps,
        int epoch,
        double bestF1,
        Optional<MemoryNote> lessened,
        Optional<GivenUpNote> givenUp,
        Optional<Reading> reading,
        Optional<RunFailure> failure,
        Optional<RunResult> result) {
    /** Where a run stands. */
    public enum State {
        FINISHED,
        /** A process works on it. */
        RUNNING,
        /** A process works on it, and has given no sign of life for far longer than its pace explains. */
        SILENT,
        /** It was asked for, and nothing has been done yet. */
        WAITING,
        /** It can be gone on with. */
        STOPPED,
        /** It ended before its end, and it is known why. */
        FAILED;

        /** Whether a process works on it, or seems to. */
        public boolean held() {
            return this == RUNNING || this == SILENT;
        }

        /** Where a run stands, by the files in its folder alone; its log is not read. */
        public static State of(RunFolder folder) {
            if (folder.finished()) {
                return FINISHED;
            }
            if (folder.held()) {
                return SignOfLife.of(folder)
                                .filter(sign -> sign.overdue(Instant.now()))
                                .isPresent()
                        ? SILENT
                        : RUNNING;
            }
            return folder.failed() ? FAILED : folder.begun() ? STOPPED : WAITING;
        }
    }

    /**
     * Looks at one run.
     *
     * @throws RequestException if its files are garbled
     */
    public static RunSummary of(RunFolder folder) {
        return of(folder, new RunProgress(folder));
    }

    /**
     * Looks at one run again.
     *
     * @param progress of the same run, from an earlier look
     * @throws RequestException if its files are garbled
     */
    public static RunSummary of(RunFolder folder, RunProgress progress) {
        Optional<RunManifest> manifest =
                folder.begun() ? Optional.of(RunManifest.read(folder.manifest())) : Optional.empty();
        RunRequest asked = manifest.map(known -> new RunRequest(known.created(), known.settings(), Optional.empty()))
                .orElseGet(() -> RunRequest.read(folder.request()));
        RunProgress.At at = progress.read();
        Optional<RunResult> result = folder.finished() ? Optional.of(StoredResult.read(folder)) : Optional.empty();
        State state = State.of(folder);
        Optional<RunFailure> failure =
                state == State.SILENT ? SignOfLife.of(folder).map(RunFailure::silent) : RunFailure.read(folder);
        return new RunSummary(
                folder,
                asked.created(),
                asked.settings(),
                manifest,
                state,
                at.step(),
                at.steps(),
                at.epoch(),
                at.bestF1(),
                at.lessened(),
                at.givenUp(),
                progress.reading(),
                failure,
                result);
    }

    /**
     * The folders of the runs in a folder, in no order.
     *
     * @throws RequestException if the folder cannot be read
     */
    public static List<RunFolder> folders(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(runs)) {
            List<RunFolder> folders = entries.map(RunFolder::new).toList();
            List<Boolean> run = new Abreast().of(folders, RunFolder::isRun);
            return IntStream.range(0, folders.size())
                    .filter(run::get)
                    .mapToObj(folders::get)
                    .toList();
        } catch (IOException unreadable) {
            throw new RequestException(RunSummary.class, "manifest.unreadable", runs, new SystemReason(unreadable));
        }
    }

    /**
     * The runs in a folder, the latest first.
     *
     * @throws RequestException if the folder cannot be read
     */
    public static List<RunFolder> list(Path runs) {
        return latestFirst(folders(runs));
    }

    /** These runs, the latest first; each is read to know when it was begun. */
    static List<RunFolder> latestFirst(List<RunFolder> folders) {
        List<Instant> times = new Abreast().of(folders, RunSummary::created);
        Map<RunFolder, Instant> created = new HashMap<>();
        for (int i = 0; i < folders.size(); i++) {
            created.put(folders.get(i), times.get(i));
        }
        return created.entrySet().stream()
                .sorted(Map.Entry.<RunFolder, Instant>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().name()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A run whose manifest is garbled comes last: it must not hide the others. */
    private static Instant created(RunFolder folder) {
        try {
            return folder.begun()
                    ? RunManifest.read(folder.manifest()).created()
                    : RunRequest.read(folder.request()).created();
        } catch (RequestException garbled) {
            return Instant.EPOCH;
        }
    }
}
