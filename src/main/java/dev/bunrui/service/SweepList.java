package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.FileStamp;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sweeps in a folder of runs, looked at again and again. Where their runs stand the {@link RunList} knows, and where
 * no runs are, too, so that thousands of folders need not be asked whether they are sweeps; a sweep's own file is read
 * only when it has changed.
 */
public final class SweepList {
    private static final Comparator<ListedSweep> LATEST_FIRST = Comparator.comparing(SweepList::created)
            .reversed()
            .thenComparing(sweep -> sweep.folder().name());

    private final BackgroundService service;
    private final RunList runs;
    private Map<SweepFolder, Seen> seen = Map.of();

    /** Nothing is read yet. */
    public SweepList(BackgroundService service, RunList runs) {
        this.service = service;
        this.runs = runs;
    }

    /** What stood in a sweep's file when it was like this; empty if it was damaged. */
    private record Seen(FileStamp stamp, Optional<Sweep> sweep, Optional<RequestException> damage) {
        static Seen of(SweepFolder folder, FileStamp stamp) {
            try {
                return new Seen(stamp, Optional.of(folder.read()), Optional.empty());
            } catch (RequestException damaged) {
                return new Seen(stamp, Optional.empty(), Optional.of(damaged));
            }
        }
    }

    /**
     * All sweeps, the latest first; damaged ones last.
     *
     * @param patience as {@link RunList#readWithin} has it
     * @throws RequestException if the folder or the queue cannot be read
     */
    public synchronized List<ListedSweep> readWithin(Duration patience) {
        return listed(runs.readWithin(patience));
    }

    /** As {@link #readWithin}, of runs as {@link RunList#recent} has it. */
    public synchronized List<ListedSweep> recent(Duration patience) {
        return listed(runs.recent(patience));
    }

    private List<ListedSweep> listed(List<ListedRun> read) {
        Map<RunFolder, RunSummary.State> states = new HashMap<>();
        for (ListedRun run : read) {
            if (run instanceof ListedRun.Known known) {
                states.put(known.folder(), known.state());
            }
        }
        Map<SweepFolder, Seen> now = new HashMap<>();
        List<ListedSweep> list = new ArrayList<>();
        for (Path path : runs.others()) {
            SweepFolder folder = new SweepFolder(path);
            FileStamp stamp = folder.stamp();
            if (stamp.there()) {
                Seen before = seen.get(folder);
                Seen sweep = before != null && before.stamp().equals(stamp) ? before : Seen.of(folder, stamp);
                now.put(folder, sweep);
                list.add(listed(folder, sweep, states));
            }
        }
        seen = now;
        list.sort(LATEST_FIRST);
        return list;
    }

    private ListedSweep listed(SweepFolder folder, Seen seen, Map<RunFolder, RunSummary.State> states) {
        if (seen.damage().isPresent()) {
            return new ListedSweep.Damaged(folder, seen.damage().get());
        }
        Sweep sweep = seen.sweep().orElseThrow();
        List<RunSummary.State> stand = sweep.runs().keySet().stream()
                .map(folder::run)
                // Of one that is damaged, deleted, or not read yet, the files tell.
                .map(run -> states.containsKey(run) ? states.get(run) : service.state(run))
                .toList();
        return new ListedSweep.Known(folder, sweep, stand);
    }

    private static Instant created(ListedSweep sweep) {
        return sweep instanceof ListedSweep.Known known ? known.sweep().created() : Instant.EPOCH;
    }
}
