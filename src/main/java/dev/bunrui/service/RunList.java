package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunProgress;
import dev.bunrui.experiment.RunStamps;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.SettledIndex;
import dev.bunrui.experiment.SettledRun;
import dev.bunrui.experiment.SettledRuns;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.file.Abreast;
import dev.bunrui.file.FileStamp;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs in a folder, looked at again and again, as thousands of them lie there and each question is a round trip where
 * the folder is on a network's file system. The listing tells which runs came and went. One that is worked on, stopped or
 * asked for again is asked for its files every time, and only what is new in its log is read. One that only waits to be
 * begun is asked for its folder's stamp. Finished ones do not change but by hand: of more than {@value #EACH_TIME} of them
 * a part is looked at each time, so that all were after some dozens of times. What they came to is kept for the next
 * program that is started, see {@link SettledRuns}. Who looks every second asks for what is {@linkplain #recent recent}.
 */
public final class RunList {
    static final int EACH_TIME = 200;

    /** Fewer are read in less time than it takes to keep them. */
    private static final int WORTH_KEEPING = 50;

    /** The file is written as a whole; a sweep that goes on must not have it written every second. */
    private static final int GROWN_BY = 20;

    /** How much longer than a reading the rest after it is: what is looked at all day must leave the processor to training. */
    private static final int REST = 10;

    /** However slow the folder is, what is shown is no older. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /** How many logs are read between two looks at the clock. */
    private static final int PIECE = 64;

    /** How many runs that another program kept are looked at between them. */
    private static final int PIECE_OF_KEPT = 512;

    private static final Comparator<ListedRun> LATEST_FIRST = Comparator.comparing(RunList::created)
            .reversed()
            .thenComparing(run -> run.folder().name());

    /** Runs that are under way, then what was begun or asked for last: that is what is looked for first. */
    private static final Comparator<Unread> URGENT_FIRST = Comparator.comparing(
                    (Unread each) -> each.stamps().settled())
            .thenComparing(each -> -Math.max(
                    each.stamps().manifest().changed(), each.stamps().request().changed()));

    private final BackgroundService service;
    private final Path runs;
    private final SettledRuns file;
    private final Abreast abreast = new Abreast();
    private SettledIndex kept = SettledIndex.none();
    private Map<String, Seen> seen = Map.of();
    private List<Path> others = List.of();
    private boolean begun;
    private int inFile;
    private int times;
    private List<ListedRun> latest = List.of();
    private long read = System.nanoTime();
    private Duration rest = Duration.ZERO;
    private boolean whole = true;

    /** Nothing is read yet. */
    public RunList(BackgroundService service, Path runs) {
        this.service = service;
        this.runs = runs;
        this.file = new SettledRuns(service.folders().known(runs), runs);
    }

    /**
     * What a run came to when its files were like this.
     *
     * @param progress null once it is settled
     * @param untouched the stamp of its folder, if nothing can happen to the run without changing it
     * @param settled whether it need not be looked at every time
     */
    private record Seen(
            RunStamps stamps,
            @Nullable RunProgress progress,
            Optional<FileStamp> untouched,
            boolean settled,
            ListedRun run) {
        /** The same in another state. */
        Seen in(RunSummary.State state) {
            return run instanceof ListedRun.Known known && known.state() != state
                    ? new Seen(stamps, progress, untouched, settled, new ListedRun.Known(known.summary(), state))
                    : this;
        }
    }

    /** A run whose files are to be read. */
    private record Unread(
            RunFolder folder,
            RunStamps stamps,
            Optional<FileStamp> untouched,
            @Nullable Seen before) {}

    /** One reading of the folder, as far as it has come. */
    private final class Reading {
        private final long start;
        private final Optional<Duration> patience;
        private final Set<RunFolder> queue;
        private final Map<String, Seen> now = new HashMap<>();
        private final List<Path> elsewhere = new ArrayList<>();
        private final List<Unread> unread = new ArrayList<>();

        Reading(long start, Optional<Duration> patience, Set<RunFolder> queue) {
            this.start = start;
            this.patience = patience;
            this.queue = queue;
        }

        boolean late() {
            return patience.isPresent()
                    && System.nanoTime() - start > patience.get().toNanos();
        }

        void look(List<Path> entries) {
            for (Look look : abreast.of(entries, path -> RunList.this.look(path, queue))) {
                look.seen().ifPresent(run -> now.put(name(look.path()), run));
                look.unread().ifPresent(unread::add);
                if (look.seen().isEmpty() && look.unread().isEmpty()) {
                    elsewhere.add(look.path());
                }
            }
        }

        /** Reads what is unread, and were it late only a piece of it. */
        void open() {
            unread.sort(URGENT_FIRST);
            int from = 0;
            while (from < unread.size() && (from == 0 || !late())) {
                int to = Math.min(from + PIECE, unread.size());
                abreast.of(unread.subList(from, to), each -> RunList.this.open(each, queue))
                        .forEach(run -> now.put(run.run().folder().name(), run));
                from = to;
            }
            unread.subList(0, from).clear();
        }
    }

    /** One look at an entry of the folder: a run as it was seen, or one to be read, or neither. */
    private record Look(Path path, Optional<Seen> seen, Optional<Unread> unread) {}

    /**
     * All runs, the latest first; damaged ones last.
     *
     * @throws RequestException if the folder or the queue cannot be read
     */
    public List<ListedRun> read() {
        return read(Optional.empty());
    }

    /**
     * As {@link #read()}, but where nothing is known yet of thousands of runs not much longer than this: those that could
     * not be read by then are left out, and are there the next time or the one after.
     */
    public List<ListedRun> readWithin(Duration patience) {
        return read(Optional.of(patience));
    }

    /**
     * As {@link #readWithin}, but what was read last as long as that is no older than ten times what it took to read, and
     * five seconds: for whoever asks again and again. Of some hundred runs that is always read anew.
     */
    public synchronized List<ListedRun> recent(Duration patience) {
        return System.nanoTime() - read < rest.toNanos() ? latest : read(Optional.of(patience));
    }

    /** How long what took so long to read is good enough; not at all if some was left out. */
    static Duration rest(Duration took, boolean whole) {
        Duration rest = took.multipliedBy(REST);
        return !whole ? Duration.ZERO : rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    private synchronized List<ListedRun> read(Optional<Duration> patience) {
        long start = System.nanoTime();
        if (!begun) {
            kept = file.read();
            inFile = kept.size();
            begun = true;
        } else {
            keepIfGrown();
        }
        Set<RunFolder> queue = service.queue().set();
        Reading reading = new Reading(start, patience, queue);
        List<Path> due = due(reading.now, queue);
        List<Path> known = ofKept(due);
        int first = Math.min(PIECE_OF_KEPT, known.size());
        Set<Path> later = new HashSet<>(known.subList(first, known.size()));
        reading.look(due.stream().filter(path -> !later.contains(path)).toList());
        reading.open();
        int from = first;
        while (from < known.size() && !reading.late()) {
            int to = Math.min(from + PIECE_OF_KEPT, known.size());
            reading.look(known.subList(from, to));
            from = to;
        }
        if (!reading.late()) {
            reading.open(); // those of the kept that have changed
        }
        whole = from == known.size() && reading.unread.isEmpty();
        if (whole) {
            kept = SettledIndex.none(); // all that stands there was looked at
        }
        seen = reading.now;
        others = reading.elsewhere;
        List<ListedRun> list = new ArrayList<>(seen.size());
        seen.values().forEach(run -> list.add(run.run()));
        list.sort(LATEST_FIRST);
        latest = List.copyOf(list);
        read = System.nanoTime();
        rest = rest(Duration.ofNanos(read - start), whole);
        return latest;
    }

    /** Of these what another program kept and this one has not looked at yet, the latest first. */
    private List<Path> ofKept(List<Path> due) {
        return kept.size() == 0
                ? List.of()
                : due.stream()
                        .filter(path -> !seen.containsKey(name(path)) && kept.place(name(path)) >= 0)
                        .sorted(Comparator.comparingInt(path -> kept.place(name(path))))
                        .toList();
    }

    /** What is to be looked at this time; of the other entries what was seen before is put into {@code now}. */
    private List<Path> due(Map<String, Seen> now, Set<RunFolder> queue) {
        List<Path> due = new ArrayList<>();
        long settled = seen.values().stream().filter(Seen::settled).count();
        // A power of two: while their number grows, hardly any name comes into another part.
        int parts = Integer.highestOneBit((int) Math.max(1, 2 * (settled - 1) / EACH_TIME));
        int part = times++ & (parts - 1);
        for (Path path : entries()) {
            String name = name(path);
            Seen before = seen.get(name);
            if (before == null
                    || !before.settled()
                    || (name.hashCode() & (parts - 1)) == part
                    || RunQueue.in(queue, before.run().folder())) {
                due.add(path);
            } else {
                now.put(name, before);
            }
        }
        return due;
    }

    private List<Path> entries() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.toList();
        } catch (IOException unreadable) {
            throw new RequestException(RunSummary.class, "manifest.unreadable", runs, new SystemReason(unreadable));
        }
    }

    private Look look(Path path, Set<RunFolder> queue) {
        RunFolder folder = new RunFolder(path);
        Seen before = seen.get(name(path));
        if (before != null
                && before.untouched().isPresent()
                && FileStamp.of(path).equals(before.untouched().get())) {
            boolean waits = RunQueue.in(queue, folder);
            return new Look(
                    path,
                    Optional.of(before.in(waits ? RunSummary.State.WAITING : RunSummary.State.STOPPED)),
                    Optional.empty());
        }
        Optional<FileStamp> untouched = folder.untouched();
        RunStamps stamps = RunStamps.of(folder);
        if (!stamps.run()) {
            return new Look(path, Optional.empty(), Optional.empty());
        }
        if (before != null && before.stamps().equals(stamps)) {
            return new Look(path, Optional.of(again(folder, before, queue)), Optional.empty());
        }
        Optional<SettledRun> known = stamps.settled()
                ? kept.of(name(path)).filter(each -> each.stamps().equals(stamps))
                : Optional.empty();
        if (known.isPresent()) {
            ListedRun run = new ListedRun.Known(known.get().summary(), RunSummary.State.FINISHED);
            return new Look(path, Optional.of(new Seen(stamps, null, Optional.empty(), true, run)), Optional.empty());
        }
        return new Look(path, Optional.empty(), Optional.of(new Unread(folder, stamps, untouched, before)));
    }

    /** What was read before holds; where the run stands may have changed. */
    private static Seen again(RunFolder folder, Seen before, Set<RunFolder> queue) {
        if (before.settled() || !(before.run() instanceof ListedRun.Known known)) {
            return before;
        }
        if (known.state() == RunSummary.State.FINISHED && before.stamps().settled()) {
            return new Seen(before.stamps(), null, Optional.empty(), true, before.run());
        }
        return before.in(BackgroundService.state(folder, queue));
    }

    private Seen open(Unread unread, Set<RunFolder> queue) {
        RunFolder folder = unread.folder();
        RunSummary.State state = BackgroundService.state(folder, queue);
        RunProgress progress = unread.before() == null || unread.before().progress() == null
                ? new RunProgress(folder)
                : unread.before().progress();
        try {
            ListedRun run = new ListedRun.Known(RunSummary.of(folder, progress), state);
            return new Seen(unread.stamps(), progress, unread.untouched(), false, run);
        } catch (RequestException garbled) {
            ListedRun run = new ListedRun.Damaged(folder, garbled);
            return new Seen(unread.stamps(), new RunProgress(folder), Optional.empty(), false, run);
        }
    }

    /** The folders that no run was found in the last time. */
    synchronized List<Path> others() {
        return others;
    }

    /** Keeps what is known of finished runs for the next program that is started, if that saves it something. */
    public synchronized void keep() {
        keepIfGrown();
    }

    private void keepIfGrown() {
        List<SettledRun> settled = new ArrayList<>();
        for (Seen each : seen.values()) {
            if (each.stamps().settled()
                    && each.run() instanceof ListedRun.Known known
                    && known.state() == RunSummary.State.FINISHED) {
                settled.add(new SettledRun(each.stamps(), known.summary()));
            }
        }
        int more = settled.size() - inFile;
        // Of a folder that is read for the first time there is more every second.
        int enough = whole ? inFile / GROWN_BY : inFile;
        if (more >= WORTH_KEEPING && more >= enough) {
            file.write(settled);
            inFile = settled.size();
        }
    }

    /** The finished runs and the baselines of their splits, the latest first. */
    public Field field() {
        List<RunFolder> folders = new ArrayList<>();
        Map<RunFolder, RunSummary> known = new HashMap<>();
        for (ListedRun run : read()) {
            folders.add(run.folder());
            if (run instanceof ListedRun.Known each) {
                known.put(run.folder(), each.summary());
            }
        }
        return Field.of(runs, folders, known);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static Instant created(ListedRun run) {
        return run instanceof ListedRun.Known known ? known.summary().created() : Instant.EPOCH;
    }
}
