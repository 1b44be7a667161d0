package dev.bunrui.experiment;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of what the finished runs of a folder came to, so that a program that has just been started need not read ten
 * thousand logs. It is a copy and no more: each entry is to be used only while the run's files are as they were, and a
 * file that is damaged, of another folder or of another version is as good as none. A first line says of what it is, then
 * every run has a line, the latest first; what the manifests of many runs have in common stands in the first line.
 */
public final class SettledRuns {
    private static final Logger LOG = LoggerFactory.getLogger(SettledRuns.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 2;

    private static final Comparator<SettledRun> LATEST_FIRST =
            Comparator.comparing((SettledRun each) -> each.summary().created()).reversed();

    private final Path file;
    private final Path runs;

    /** Of a folder of runs; nothing is read yet, and the file need not be there. */
    public SettledRuns(Path file, Path runs) {
        this.file = file;
        this.runs = runs.toAbsolutePath().normalize();
    }

    /** What stands in the file; nothing if it cannot be used. */
    public SettledIndex read() {
        if (!Files.exists(file)) {
            return SettledIndex.none();
        }
        try {
            List<byte[]> lines = lines(Files.readAllBytes(file));
            JsonNode heading = lines.isEmpty() ? JSON.createObjectNode() : SettledJson.parse(lines.get(0));
            if (heading.path("format").asInt() != FORMAT
                    || !heading.path("runs").asText().equals(runs.toString())
                    || heading.path("entries").asInt() != lines.size() - 1) {
                return SettledIndex.none();
            }
            SettledJson.Commons commons = SettledJson.Commons.read(heading.required("common"));
            return new SettledIndex(commons, runs, lines.subList(1, lines.size()));
        } catch (IOException | IllegalArgumentException | DateTimeException | IllegalStateException unusable) {
            LOG.info("{} is left aside", file, unusable);
            return SettledIndex.none();
        }
    }

    /** As bytes: to make twenty megabytes into text first takes as long as to parse them. */
    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    /** Writes these in place of what there is; where that cannot be done it is left. */
    public void write(Collection<SettledRun> settled) {
        SettledJson.Gathered common = new SettledJson.Gathered();
        List<String> entries = settled.stream()
                .sorted(LATEST_FIRST)
                .map(each -> SettledJson.of(each, common).toString())
                .toList();
        var heading = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("runs", runs.toString())
                .put("entries", entries.size());
        common.texts().forEach(heading.putArray("common")::add);
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
