package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of what the finished runs of a folder came to, so that a program that has just been started need not read ten
 * thousand logs. It is a copy and no more: each entry is to be used only while the run's files are as they were, and a
 * file that is damaged, of another folder or of another version is as good as none. A first line says of what it is, then
 * every run has a line; what the manifests of many runs have in common stands in the first of them only.
 */
public final class SettledRuns {
    private static final Logger LOG = LoggerFactory.getLogger(SettledRuns.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    private final Path file;
    private final Path runs;

    /** Of a folder of runs; nothing is read yet, and the file need not be there. */
    public SettledRuns(Path file, Path runs) {
        this.file = file;
        this.runs = runs.toAbsolutePath().normalize();
    }

    /** What stands in the file, by the names of the runs; nothing if it cannot be used. */
    public Map<String, SettledRun> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            JsonNode heading = JSON.readTree(lines.isEmpty() ? "{}" : lines.get(0));
            if (heading.path("format").asInt() != FORMAT
                    || !heading.path("runs").asText().equals(runs.toString())
                    || heading.path("entries").asInt() != lines.size() - 1) {
                return Map.of();
            }
            SettledJson.Commons commons = SettledJson.Commons.read(heading.required("common"));
            return lines.subList(1, lines.size()).parallelStream()
                    .map(line -> entry(line, commons))
                    .collect(Collectors.toMap(each -> each.summary().folder().name(), each -> each));
        } catch (IOException | IllegalArgumentException | DateTimeException | IllegalStateException unusable) {
            LOG.info("{} is left aside", file, unusable);
            return Map.of();
        }
    }

    private SettledRun entry(String line, SettledJson.Commons commons) {
        try {
            return SettledJson.read(JSON.readTree(line), commons, runs);
        } catch (JsonProcessingException garbled) {
            throw new IllegalArgumentException(garbled);
        }
    }

    /** Writes these in place of what there is; where that cannot be done it is left. */
    public void write(Collection<SettledRun> settled) {
        Map<String, Integer> common = new LinkedHashMap<>();
        List<String> entries = settled.stream()
                .map(each -> SettledJson.of(each, common).toString())
                .toList();
        var heading = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("runs", runs.toString())
                .put("entries", entries.size());
        common.keySet().forEach(heading.putArray("common")::add);
        try {
            Turns.take(file.resolveSibling(file.getFileName() + ".lock"), () -> {
                AtomicFile.write(file, out -> {
                    line(out, heading.toString());
                    for (String entry : entries) {
                        line(out, entry);
                    }
                });
                return true;
            });
        } catch (IOException | RequestException unwritable) {
            LOG.info("{} cannot be written", file, unwritable);
        }
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
