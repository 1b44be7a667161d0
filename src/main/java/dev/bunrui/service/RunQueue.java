package dev.bunrui.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runs that wait to be worked on, and among them those that are worked on, in a file that any process may change. A
 * run stands in it once at most. Runs are begun in this order, but for those that wait for a device which others do not
 * need.
 */
public final class RunQueue {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A run's place in the queue.
     *
     * @param asked tells one asking from the next
     */
    record Turn(RunFolder run, String asked) {}

    private final Path file;
    private final Path lock;

    /** What was read last: as long as the file is the same, thousands of turns are not read again. */
    private volatile @Nullable Known known;

    /**
     * A state of the file. Each is written as a new file beside the one before, so that even two of one moment and size
     * are told apart.
     */
    private record Version(
            FileTime changed, long size, @Nullable Object key) {
        static @Nullable Version of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (IOException none) {
                return null;
            }
        }
    }

    private record Known(@Nullable Version version, List<Turn> turns, List<RunFolder> runs, Set<RunFolder> set) {}

    /** The queue of the user whose folders these are. */
    public RunQueue(AppFolders folders) {
        this.file = folders.service().resolve("queue.json");
        this.lock = folders.service().resolve("queue.lock");
    }

    /**
     * The runs in order.
     *
     * @throws RequestException if the file is garbled
     */
    public List<RunFolder> runs() {
        return known().runs();
    }

    /** The runs, in no order. */
    Set<RunFolder> set() {
        return known().set();
    }

    /** The turns in order, those left aside that are over and could not be taken out. */
    List<Turn> turns(Set<Turn> over) {
        return over.isEmpty()
                ? known().turns()
                : known().turns().stream().filter(turn -> !over.contains(turn)).toList();
    }

    /** The turns that have come: those of the runs that are worked on, and the first, whose process may be starting. */
    Set<Turn> come() {
        List<Turn> turns = known().turns();
        return turns.stream()
                .filter(turn -> turn.equals(turns.get(0)) || turn.run().held())
                .collect(Collectors.toSet());
    }

    /** Whether a run waits, or is worked on by the background. */
    public boolean contains(RunFolder run) {
        return in(set(), run);
    }

    /** Whether a run is among those of a queue. */
    static boolean in(Collection<RunFolder> queue, RunFolder run) {
        return queue.contains(absolute(run));
    }

    /** Puts a run at the end. One that stands there keeps its place, and is worked on once more if it is worked on now. */
    public void add(RunFolder run) {
        add(List.of(run));
    }

    /** As {@link #add(RunFolder)}, for several in this order; the file is written once. */
    public void add(List<RunFolder> runs) {
        change(turns -> {
            Map<RunFolder, Turn> asked = new LinkedHashMap<>();
            turns.forEach(turn -> asked.put(turn.run(), turn));
            for (RunFolder run : runs) {
                RunFolder absolute = absolute(run);
                asked.put(absolute, new Turn(absolute, UUID.randomUUID().toString()));
            }
            turns.clear();
            turns.addAll(asked.values());
        });
    }

    /** Takes a run out, if it is there. */
    public void remove(RunFolder run) {
        remove(List.of(run));
    }

    /** As {@link #remove(RunFolder)}, for several; the file is written once. */
    public void remove(List<RunFolder> runs) {
        Set<RunFolder> gone = runs.stream().map(RunQueue::absolute).collect(Collectors.toSet());
        change(turns -> turns.removeIf(turn -> gone.contains(turn.run())));
    }

    /** Takes a run out that was worked on, unless it was asked for again meanwhile. */
    void done(Turn turn) {
        change(turns -> turns.remove(turn));
    }

    /** The runs that wait for their turn, in order: those that nobody works on. */
    public List<RunFolder> waiting() {
        return runs().stream().filter(run -> !run.held()).toList();
    }

    /**
     * Puts a waiting run at another place among those that wait, if it is there; places beyond either end are that end.
     *
     * @param place counted from 0
     */
    public void move(RunFolder run, int place) {
        change(turns -> {
            int from = place(turns, run);
            if (from < 0 || turns.get(from).run().held()) {
                return;
            }
            Turn turn = turns.remove(from);
            List<Turn> waiting =
                    turns.stream().filter(other -> !other.run().held()).toList();
            int to = Math.max(0, Math.min(place, waiting.size()));
            turns.add(to < waiting.size() ? turns.indexOf(waiting.get(to)) : turns.size(), turn);
        });
    }

    private static int place(List<Turn> turns, RunFolder run) {
        return turns.stream().map(Turn::run).toList().indexOf(absolute(run));
    }

    private static RunFolder absolute(RunFolder run) {
        return new RunFolder(run.path().toAbsolutePath().normalize());
    }

    private void change(Consumer<List<Turn>> change) {
        try {
            Turns.take(lock, () -> {
                List<Turn> before = read();
                List<Turn> after = new ArrayList<>(before);
                change.accept(after);
                if (!after.equals(before)) {
                    write(after);
                }
                return after;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    private Known known() {
        // Before it is read: what is changed meanwhile is noticed the next time.
        Version now = Version.of(file);
        Known before = known;
        if (before != null && now != null && now.equals(before.version())) {
            return before;
        }
        List<Turn> turns = List.copyOf(read());
        List<RunFolder> runs = turns.stream().map(Turn::run).toList();
        Known read = new Known(now, turns, runs, Set.copyOf(runs));
        known = read;
        return read;
    }

    private List<Turn> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Turn> turns = new ArrayList<>();
            for (JsonNode turn : JSON.readTree(file.toFile()).required("runs")) {
                turns.add(new Turn(
                        new RunFolder(Path.of(turn.required("run").asText())),
                        turn.required("asked").asText()));
            }
            return turns;
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(RunQueue.class, "queue.garbled", file);
        } catch (IOException failure) {
            throw new RequestException(RunQueue.class, "queue.unreadable", file, new SystemReason(failure));
        }
    }

    private void write(List<Turn> turns) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode runs = root.putArray("runs");
        for (Turn turn : turns) {
            runs.addObject().put("run", turn.run().path().toString()).put("asked", turn.asked());
        }
        AtomicFile.write(file, root.toPrettyString() + "\n");
        known = null;
    }
}
