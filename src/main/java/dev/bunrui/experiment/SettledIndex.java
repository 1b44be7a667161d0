package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in the file of {@link SettledRuns}. A line is taken apart when its run is asked for: of ten thousand that
 * takes a second, and the first page shows eight. Several threads may ask.
 */
public final class SettledIndex {
    private static final Logger LOG = LoggerFactory.getLogger(SettledIndex.class);

    /** So every line begins, as {@link SettledJson#of} makes it. */
    private static final byte[] BEGINNING = "{\"run\":\"".getBytes(StandardCharsets.UTF_8);

    private final SettledJson.Commons commons;
    private final Path runs;
    private final List<byte[]> lines;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Of lines without their heading.
     *
     * @throws IllegalArgumentException if a line does not begin as it should, or two are of the same run
     */
    SettledIndex(SettledJson.Commons commons, Path runs, List<byte[]> lines) {
        this.commons = commons;
        this.runs = runs;
        this.lines = List.copyOf(lines);
        for (int place = 0; place < lines.size(); place++) {
            if (places.put(name(lines.get(place)), place) != null) {
                throw new IllegalArgumentException("two lines of a run");
            }
        }
    }

    /** Of a file that cannot be used. */
    public static SettledIndex none() {
        return new SettledIndex(new SettledJson.Commons(List.of()), Path.of(""), List.of());
    }

    private static String name(byte[] line) {
        int end = BEGINNING.length;
        while (end < line.length && line[end] != '"' && line[end] != '\\') {
            end++;
        }
        for (int at = 0; at < BEGINNING.length; at++) {
            if (end >= line.length || line[at] != BEGINNING[at]) {
                throw new IllegalArgumentException("no line of a run");
            }
        }
        if (line[end] == '"') {
            return new String(line, BEGINNING.length, end - BEGINNING.length, StandardCharsets.UTF_8);
        }
        try {
            return SettledJson.parse(line).required("run").asText(); // a name with a character that JSON escapes
        } catch (IOException garbled) {
            throw new IllegalArgumentException(garbled);
        }
    }

    /** How many runs there are. */
    public int size() {
        return lines.size();
    }

    /** Where a run's line stands, the latest run's at 0; negative if it has none. */
    public int place(String run) {
        return places.getOrDefault(run, -1);
    }

    /** What is known of a run; empty if that is nothing, or the line is garbled. */
    public Optional<SettledRun> of(String run) {
        int place = place(run);
        if (place < 0) {
            return Optional.empty();
        }
        try {
            JsonNode node = SettledJson.parse(lines.get(place));
            return Optional.of(SettledJson.read(node, commons, runs));
        } catch (IOException | IllegalArgumentException | DateTimeException | IllegalStateException garbled) {
            LOG.info("what is known of {} is left aside", run, garbled);
            return Optional.empty();
        }
    }

    /** The names of the runs, in the order of the lines. */
    List<String> runs() {
        List<String> names = new ArrayList<>(places.keySet());
        names.sort((one, other) -> Integer.compare(place(one), place(other)));
        return names;
    }
}
