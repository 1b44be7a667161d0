package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunProgress;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs in a folder, looked at again and again: a run none of whose files changed since the last time is not read
 * again, and of a log that grew only what is new, so that hundreds of runs cost little.
 */
public final class RunList {
    private static final Comparator<ListedRun> LATEST_FIRST = Comparator.comparing(RunList::created)
            .reversed()
            .thenComparing(run -> run.folder().name());

    private final BackgroundService service;
    private final Path runs;
    private Map<RunFolder, Seen> seen = Map.of();

    /** Nothing is read yet. */
    public RunList(BackgroundService service, Path runs) {
        this.service = service;
        this.runs = runs;
    }

    /** When a file was changed, and how long it was then; neither if it was not there. */
    private record Stamp(@Nullable Instant changed, long size) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime().toInstant(), attributes.size());
            } catch (NoSuchFileException absent) {
                return new Stamp(null, 0);
            } catch (IOException unreadable) {
                return new Stamp(null, -1);
            }
        }
    }

    /** What a run came to when its files were like this. */
    private record Seen(List<Stamp> files, RunProgress progress, ListedRun run) {}

    /**
     * All runs, the latest first; damaged ones last.
     *
     * @throws RequestException if the folder or the queue cannot be read
     */
    public synchronized List<ListedRun> read() {
        List<RunFolder> queue = service.queue().runs();
        Map<RunFolder, Seen> now = new HashMap<>();
        List<ListedRun> list = new ArrayList<>();
        for (RunFolder folder : RunSummary.folders(runs)) {
            Seen run = look(folder, seen.get(folder), queue);
            now.put(folder, run);
            list.add(run.run());
        }
        seen = now;
        list.sort(LATEST_FIRST);
        return list;
    }

    private static Seen look(RunFolder folder, @Nullable Seen before, List<RunFolder> queue) {
        // Before they are read: what is changed while they are is noticed the next time.
        List<Stamp> files = Stream.of(
                        folder.request(), folder.manifest(), folder.metrics(), folder.failure(), folder.events())
                .map(Stamp::of)
                .toList();
        RunSummary.State state = BackgroundService.state(folder, queue);
        if (before != null && before.files().equals(files)) {
            boolean same = !(before.run() instanceof ListedRun.Known known) || known.state() == state;
            return same ? before : new Seen(files, before.progress(), again(before.run(), state));
        }
        RunProgress progress = before == null ? new RunProgress(folder) : before.progress();
        try {
            return new Seen(files, progress, new ListedRun.Known(RunSummary.of(folder, progress), state));
        } catch (RequestException garbled) {
            return new Seen(files, new RunProgress(folder), new ListedRun.Damaged(folder, garbled));
        }
    }

    private static ListedRun again(ListedRun run, RunSummary.State state) {
        return run instanceof ListedRun.Known known ? new ListedRun.Known(known.summary(), state) : run;
    }

    private static Instant created(ListedRun run) {
        return run instanceof ListedRun.Known known ? known.summary().created() : Instant.EPOCH;
    }
}
