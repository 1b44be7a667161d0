package dev.bunrui.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The runs that wait to be worked on, and first among them the one that is worked on, in a file that any process may
 * change. A run stands in it once at most.
 */
public final class RunQueue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path lock;

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
        return read().stream().map(RunFolder::new).toList();
    }

    /** The run whose turn it is. */
    public Optional<RunFolder> first() {
        return runs().stream().findFirst();
    }

    /** Whether a run waits, or is worked on by the background. */
    public boolean contains(RunFolder run) {
        return read().contains(absolute(run));
    }

    /** Puts a run at the end, unless it waits already. */
    public void add(RunFolder run) {
        change(paths -> {
            if (!paths.contains(absolute(run))) {
                paths.add(absolute(run));
            }
        });
    }

    /** Takes a run out, if it is there. */
    public void remove(RunFolder run) {
        change(paths -> paths.remove(absolute(run)));
    }

    /**
     * Puts a waiting run at another place, if it is there; places beyond either end are that end.
     *
     * @param place counted from 0
     */
    public void move(RunFolder run, int place) {
        change(paths -> {
            if (paths.remove(absolute(run))) {
                paths.add(Math.max(0, Math.min(place, paths.size())), absolute(run));
            }
        });
    }

    private static Path absolute(RunFolder run) {
        return run.path().toAbsolutePath().normalize();
    }

    private void change(Consumer<List<Path>> change) {
        try {
            Turns.take(lock, () -> {
                List<Path> before = read();
                List<Path> after = new ArrayList<>(before);
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

    private List<Path> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Path> paths = new ArrayList<>();
            for (JsonNode path : JSON.readTree(file.toFile()).required("runs")) {
                paths.add(Path.of(path.asText()));
            }
            return paths;
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(RunQueue.class, "queue.garbled", file);
        } catch (IOException failure) {
            throw new RequestException(RunQueue.class, "queue.unreadable", file, String.valueOf(failure.getMessage()));
        }
    }

    private void write(List<Path> paths) {
        ArrayNode runs = JSON.createArrayNode();
        paths.forEach(path -> runs.add(path.toString()));
        AtomicFile.write(file, JSON.createObjectNode().set("runs", runs).toPrettyString() + "\n");
    }
}
